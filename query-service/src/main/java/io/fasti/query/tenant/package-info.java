/**
 * A tenant as others see it: its name, whether it is suspended, its settings.
 *
 * <p>Who may call for a tenant is not read from here but from the directory, which is never late.
 */
@NullMarked
package io.fasti.query.tenant;

import org.jspecify.annotations.NullMarked;
