/**
 * Requests that Fasti itself makes to addresses that others gave it: webhooks, later connectors and key sets.
 *
 * <p>Such an address is never trusted. It is resolved once, every address it resolves to is checked, and the connection
 * goes to a checked address, while certificate and {@code Host} stay those of the name. Redirects are not followed.
 */
@NullMarked
package io.fasti.http.outbound;

import org.jspecify.annotations.NullMarked;
