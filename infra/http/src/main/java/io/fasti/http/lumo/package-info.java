/** The conventions of the LumoAuth API: envelopes, error form, paging, spellings. */
@NullMarked
package io.fasti.http.lumo;

import org.jspecify.annotations.NullMarked;
