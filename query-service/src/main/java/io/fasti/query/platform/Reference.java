package io.fasti.query.platform;

/** Something that is named in passing: a role of a user, a group of a user, a role of a group. */
public record Reference(String id, String slug, String name) {}
