/**
 * Second factors as they are handed out: secrets of devices that make codes by time, and codes that work once.
 *
 * <p>Whether a user may have another factor, the rules of users say. What is made here is shown once and kept sealed or
 * hashed.
 */
@NullMarked
package io.fasti.command.mfa;

import org.jspecify.annotations.NullMarked;
