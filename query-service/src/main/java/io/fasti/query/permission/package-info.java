/**
 * A permission and the roles that contain it. A deleted permission is gone from every role and user at once: whoever shows
 * permissions joins them here.
 */
@NullMarked
package io.fasti.query.permission;

import org.jspecify.annotations.NullMarked;
