/**
 * The figures: one command each, which prints JSON with the raw limit of the same minutes beside it.
 *
 * <p>Rounds of the measured and of the raw path alternate, and medians are printed, since machines are shared and noisy.
 */
@NullMarked
package io.fasti.bench;

import org.jspecify.annotations.NullMarked;
