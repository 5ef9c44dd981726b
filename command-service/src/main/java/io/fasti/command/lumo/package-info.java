/**
 * The write routes of the LumoAuth API: request body to command, outcome to answer.
 *
 * <p>No rule is decided here beyond the shape of a request; names that a request uses (slugs, e-mails) become ids here.
 */
@NullMarked
package io.fasti.command.lumo;

import org.jspecify.annotations.NullMarked;
