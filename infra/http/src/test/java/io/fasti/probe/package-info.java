/**
 * A service as small as can be, on a real server and a real database, to try the HTTP edge with. It lives outside of the
 * edge's own packages, as services do.
 */
@NullMarked
package io.fasti.probe;

import org.jspecify.annotations.NullMarked;
