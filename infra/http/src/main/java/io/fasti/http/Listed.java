package io.fasti.http;

import java.util.List;

/** A page of resources that were read; controllers return it, and the dialect makes the answer of it. */
public record Listed(List<?> data, long total, Paging paging, String message) {}
