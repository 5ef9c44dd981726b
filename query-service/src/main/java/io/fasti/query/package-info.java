/**
 * Everything that reads or reacts: projections and what is answered from them, one package per feature.
 *
 * <p>Nothing here decides. What is shown was told by an event before, and can be made anew from the events at any time.
 */
@NullMarked
package io.fasti.query;

import org.jspecify.annotations.NullMarked;
