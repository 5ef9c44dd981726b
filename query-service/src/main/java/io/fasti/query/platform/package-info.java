/** How the reading half is put together and started. No rule and no query lives here. */
@NullMarked
package io.fasti.query.platform;

import org.jspecify.annotations.NullMarked;
