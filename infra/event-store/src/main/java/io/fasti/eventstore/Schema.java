package io.fasti.eventstore;

/**
 * A PostgreSQL schema of one module. Every module publishes one as a bean, and {@link Schemas} keeps it up to date.
 *
 * @param location where its migrations are: {@code classpath:db/query}
 */
public record Schema(String name, String location) {}
