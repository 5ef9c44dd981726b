/**
 * A role, the permissions it contains and the users that have it directly. A deleted role is gone from every user and
 * group at once, also while the streams of its users still name it: whoever shows roles joins them here.
 */
@NullMarked
package io.fasti.query.role;

import org.jspecify.annotations.NullMarked;
