/**
 * The reading routes of the LumoAuth API: what a request asks for, and what the answer looks like.
 *
 * <p>A resource that a change shows is found by {@link io.fasti.http.readback.Shown}, so that the answer to a change is the
 * one that GET gives.
 */
@NullMarked
package io.fasti.query.lumo;

import org.jspecify.annotations.NullMarked;
