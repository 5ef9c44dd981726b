/** An API resource, as scopes are shown with the one that they belong to. */
@NullMarked
package io.fasti.query.resource;

import org.jspecify.annotations.NullMarked;
