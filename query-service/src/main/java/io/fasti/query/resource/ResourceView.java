package io.fasti.query.resource;

/**
 * One API resource.
 *
 * @param builtIn whether permissions belong to it that name no other
 */
public record ResourceView(String id, String name, String indicator, boolean builtIn, long version) {}
