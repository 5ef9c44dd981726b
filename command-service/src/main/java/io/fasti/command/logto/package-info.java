/**
 * The changing routes of Logto's Management API: requests in its words to commands. What is shown is read back from the
 * query side.
 *
 * <p>Users and roles are named by id alone. Nothing here decides: the rules are those of the features.
 */
@NullMarked
package io.fasti.command.logto;

import org.jspecify.annotations.NullMarked;
