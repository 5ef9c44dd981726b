/**
 * How often a caller may call.
 */
@NullMarked
package io.fasti.http.limit;

import org.jspecify.annotations.NullMarked;
