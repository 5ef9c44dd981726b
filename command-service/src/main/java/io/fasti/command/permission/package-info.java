/**
 * A permission names something that may be done; roles collect permissions, and users may have some directly.
 *
 * <p>Its slug is unique within the tenant and never changes. System permissions cannot be changed or deleted.
 */
@NullMarked
package io.fasti.command.permission;

import org.jspecify.annotations.NullMarked;
