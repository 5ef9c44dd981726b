package io.fasti.standalone;

import io.fasti.command.CommandService;
import io.fasti.query.QueryService;
import java.util.List;

/** Which half of Fasti a process is; both by default. */
enum Service {
    ALL(List.of(CommandService.class, QueryService.class)),
    COMMAND(List.of(CommandService.class)),
    QUERY(List.of(QueryService.class));

    private final List<Class<?>> sources;

    Service(List<Class<?>> sources) {
        this.sources = sources;
    }

    Class<?>[] sources() {
        return sources.toArray(Class<?>[]::new);
    }

    /** Whether it changes anything: then it also makes the first keys. */
    boolean commands() {
        return this != QUERY;
    }

    /** Only the reading half talks to Kafka: the bridge, the audit log and the webhooks live there. */
    boolean needsKafka() {
        return this != COMMAND;
    }
}
