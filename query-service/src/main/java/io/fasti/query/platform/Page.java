package io.fasti.query.platform;

import java.util.List;

/** A part of a list, and how long the whole list is. */
public record Page<T>(List<T> rows, long total) {
    public Page {
        rows = List.copyOf(rows);
    }
}
