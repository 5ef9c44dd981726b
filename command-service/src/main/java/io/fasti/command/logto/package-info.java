/**
 * What Logto's Management API changes. A controller makes a command of a request and says what the answer will show; no rule
 * and no SQL is in here, and nothing of another dialect.
 */
@NullMarked
package io.fasti.command.logto;

import org.jspecify.annotations.NullMarked;
