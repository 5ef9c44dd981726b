/**
 * What can be refused: one catalogue of codes, one exception.
 *
 * <p>Nothing here knows of HTTP. Each dialect turns a kind into its status and a code into its spelling.
 */
@NullMarked
package io.fasti.errors;

import org.jspecify.annotations.NullMarked;
