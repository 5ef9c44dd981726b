/**
 * A user is a person (or whoever else signs in) of one tenant.
 *
 * <p>The e-mail, the username and the phone number of a user are unique within the tenant, e-mails whatever their case,
 * phone numbers whatever separates their digits; so is whom another service knows. Whether a user must have one of them is
 * for those to say who ask. The roles, groups and direct permissions of a user are told by the user's own stream, since a
 * user has few of them and a role may have very many users. A deleted user never comes back. Passwords and backup codes
 * arrive here as hashes.
 */
@NullMarked
package io.fasti.command.user;

import org.jspecify.annotations.NullMarked;
