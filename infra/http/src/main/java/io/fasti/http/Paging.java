package io.fasti.http;

/**
 * Which part of a list is wanted.
 *
 * @param page from 1
 * @param limit rows of a page, 1 to 100
 */
public record Paging(int page, int limit) {
    public long offset() {
        return (page - 1L) * limit;
    }
}
