/**
 * How whatever goes wrong becomes a refusal of the catalogue.
 */
@NullMarked
package io.fasti.http.error;

import org.jspecify.annotations.NullMarked;
