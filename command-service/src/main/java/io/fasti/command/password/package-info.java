/**
 * Passwords on their way in: policy, hashing, and a type that does not print itself.
 *
 * <p>Hashes are Argon2id; digests that were made elsewhere are verified as they are, and replaced at the first right password. A plain password never reaches a command, an event or a log.
 */
@NullMarked
package io.fasti.command.password;

import org.jspecify.annotations.NullMarked;
