/** Which tenant a call is for, told once from its path or credential. */
@NullMarked
package io.fasti.http.tenant;

import org.jspecify.annotations.NullMarked;
