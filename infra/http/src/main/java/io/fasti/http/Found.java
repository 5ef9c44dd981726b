package io.fasti.http;

import org.jspecify.annotations.Nullable;

/**
 * One resource that was read; controllers return it, and the dialect makes the answer of it.
 *
 * @param data what the dialect shows
 * @param version the version of its aggregate, which becomes the first part of the ETag
 * @param position the position of the store at which it was so; null when it is so now
 */
public record Found(
        Object data, long version, String message, @Nullable Long position) {
    public Found(Object data, long version, String message) {
        this(data, version, message, null);
    }
}
