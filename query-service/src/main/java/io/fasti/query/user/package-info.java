/**
 * A user, with the roles, groups and permissions that they have, and why they have them.
 *
 * <p>What a user has is told by the user's own events; what of it still exists is told by joins, so a deleted role, group
 * or permission counts no more from its own deletion on. Passwords are not here: no read shows anything of them.
 */
@NullMarked
package io.fasti.query.user;

import org.jspecify.annotations.NullMarked;
