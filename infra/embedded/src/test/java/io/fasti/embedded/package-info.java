@NullMarked
package io.fasti.embedded;

import org.jspecify.annotations.NullMarked;
