package io.fasti.http;

/** The order of a list: one of the names that the route allows. */
public record Sort(String by, boolean descending) {}
