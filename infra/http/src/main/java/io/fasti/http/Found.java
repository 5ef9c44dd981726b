package io.fasti.http;

/**
 * One resource that was read; controllers return it, and the dialect makes the answer of it.
 *
 * @param data what the dialect shows
 * @param version the version of its aggregate, which becomes the first part of the ETag
 */
public record Found(Object data, long version, String message) {}
