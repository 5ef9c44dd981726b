/** A minute under fire, as a test. */
@NullMarked
package io.fasti.torture;

import org.jspecify.annotations.NullMarked;
