@NullMarked
package io.fasti.testing;

import org.jspecify.annotations.NullMarked;
