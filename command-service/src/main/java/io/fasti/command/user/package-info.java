/**
 * A user is a person (or whoever else signs in) of one tenant.
 *
 * <p>A user has an e-mail, a username or a phone number at all times; each is unique within the tenant, e-mails whatever
 * their case. The roles, groups and direct permissions of a user are told by the user's own stream, since a user has few of
 * them and a role may have very many users. A deleted user never comes back. Passwords arrive here as hashes.
 */
@NullMarked
package io.fasti.command.user;

import org.jspecify.annotations.NullMarked;
