/**
 * An API key lets a program call the API of its tenant, within its scopes and until it expires or is revoked.
 *
 * <p>The key is shown once, when it is made; only its SHA-256 is stored. A key can only be given scopes that its maker has.
 * A revoked key never comes back.
 */
@NullMarked
package io.fasti.command.apikey;

import org.jspecify.annotations.NullMarked;
