@NullMarked
package io.fasti.standalone;

import org.jspecify.annotations.NullMarked;
