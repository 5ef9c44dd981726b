/**
 * The door that every request comes through: what is malformed, unknown or too much is refused here, before anything of it is
 * used. It decides who calls and for which tenant, once.
 */
@NullMarked
package io.fasti.http.gate;

import org.jspecify.annotations.NullMarked;
