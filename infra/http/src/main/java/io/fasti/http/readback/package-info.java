/** What a write answers with: the representation that a read gives from its position on. */
@NullMarked
package io.fasti.http.readback;

import org.jspecify.annotations.NullMarked;
