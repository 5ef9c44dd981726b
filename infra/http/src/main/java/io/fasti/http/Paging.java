package io.fasti.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which part of a list is wanted.
 *
 * @param page from 1
 * @param limit rows of a page, 1 to 100
 */
public record Paging(int page, int limit) {
    /** No part: all of it. */
    public static final Paging WHOLE = new Paging(1, Integer.MAX_VALUE);

    /** On a {@link Paging} argument: a caller who asks for no page gets the whole list, where the dialect has such lists. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OrWhole {}

    public long offset() {
        return (page - 1L) * limit;
    }

    public boolean isWhole() {
        return limit == Integer.MAX_VALUE;
    }
}
