/**
 * What controllers take and return, and how the dialect makes an answer of it.
 */
@NullMarked
package io.fasti.http.answer;

import org.jspecify.annotations.NullMarked;
