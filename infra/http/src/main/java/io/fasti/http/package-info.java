/** What every call has, whatever its dialect: a tenant, a caller, preconditions, limits, an answer. */
@NullMarked
package io.fasti.http;

import org.jspecify.annotations.NullMarked;
