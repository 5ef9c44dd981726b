/**
 * How the reading half is put together, and the few forms that all features answer in: a page, a reference, a cell of a
 * row. No query lives here.
 */
@NullMarked
package io.fasti.query.platform;

import org.jspecify.annotations.NullMarked;
