/**
 * The conventions of Logto's Management API: plain answers without an envelope, its error form, its pages and headers, its
 * search. The routes are in the services' packages of the same name; without these three there is no such dialect.
 */
@NullMarked
package io.fasti.http.logto;

import org.jspecify.annotations.NullMarked;
