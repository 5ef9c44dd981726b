/**
 * The routes that there are, and what each of them needs: for the guard, the tests and the documentation.
 */
@NullMarked
package io.fasti.http.route;

import org.jspecify.annotations.NullMarked;
