/**
 * An API key as its owner sees it again: what it is called, what it may do, until when. The key itself and its hash are
 * not here. A revoked key stays visible, so that one can tell when it ended.
 */
@NullMarked
package io.fasti.query.apikey;

import org.jspecify.annotations.NullMarked;
