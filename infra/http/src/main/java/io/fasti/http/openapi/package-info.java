/**
 * The description of all routes for machines, and a page to browse it.
 */
@NullMarked
package io.fasti.http.openapi;

import org.jspecify.annotations.NullMarked;
