package io.fasti.http;

/**
 * A change that is committed; controllers return it, and the dialect makes the answer of it.
 *
 * @param position the position of its last event; 0 when it changed nothing
 * @param version the version that the resource shown must at least have; -1 when nothing is known of it
 * @param replayed whether this is the answer to a repeat of an earlier request
 */
public record Written(Outcome outcome, long position, long version, boolean replayed) {}
