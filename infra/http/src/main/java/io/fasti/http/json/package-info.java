/** How JSON is read: strictly. */
@NullMarked
package io.fasti.http.json;

import org.jspecify.annotations.NullMarked;
