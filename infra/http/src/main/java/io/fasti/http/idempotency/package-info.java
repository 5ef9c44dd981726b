/** The same request sent again has the same effect once, and the same answer. */
@NullMarked
package io.fasti.http.idempotency;

import org.jspecify.annotations.NullMarked;
