/** Who calls, by which credential, and what they may do. */
@NullMarked
package io.fasti.http.caller;

import org.jspecify.annotations.NullMarked;
