package io.fasti.http.error;

import io.fasti.errors.Rejection;
import java.util.Map;

/**
 * What an exception comes to.
 *
 * @param headers that go with this refusal, such as {@code Allow}
 */
public record Fault(Rejection rejection, Map<String, String> headers, Throwable cause) {}
