package io.fasti.standalone;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The environment variables of Fasti, each named as it is written. */
enum Variable {
    FASTI_PORT("8080", "the API; 0 takes a free port, and the start says which"),
    FASTI_MANAGEMENT_PORT("8081", "health and metrics, on the loopback address only; 0 as above"),
    FASTI_DATA("./.fasti", "the folder of everything that is kept on this machine"),
    FASTI_BOOTSTRAP_TENANT("acme-corp", "the slug of the tenant that is there from the start"),
    FASTI_BOOTSTRAP_KEY("generated", "that tenant's admin key: sk_live_ and 24 to 128 letters, digits, _ or -"),
    FASTI_OPERATOR_KEY("generated", "the key of operator's calls, likewise"),
    FASTI_MASTER_KEY("generated into the data folder", "32 bytes in base64; everything personal is sealed under it"),
    FASTI_PREVIOUS_MASTER_KEY("none", "the one before, until nothing is wrapped with it any more"),
    FASTI_POSTGRES_URL("an embedded one", "use this PostgreSQL: jdbc:postgresql://host:5432/fasti"),
    FASTI_POSTGRES_USER("fasti", "who connects to it"),
    FASTI_POSTGRES_PASSWORD("none", "with which password"),
    FASTI_KAFKA_BOOTSTRAP("an embedded one", "use this Kafka: host:9092, or several with commas"),
    FASTI_ALLOW_PRIVATE_TARGETS("false", "webhooks may go to private addresses, by http, on any port: for development"),
    FASTI_DEFAULT_TENANT(
            "the bootstrap tenant", "the slug of the tenant that Logto's paths without one mean: /api/users"),
    FASTI_SERVICE("all", "command or query: only that half, on given servers (also --service=)"),
    FASTI_QUICK_START("true", "false: neither prepare quick starts in the background nor use what was prepared"),
    FASTI_QUERY_URL("none", "where the query service answers, for a command service on its own");

    /** Beginnings of names that Spring reads by itself into the properties of the same name. */
    private static final String PROPERTY = "FASTI_(HTTP|KAFKA|WEBHOOK|EVENTSTORE|TEST)_.*";

    private final String otherwise;
    private final String meaning;

    Variable(String otherwise, String meaning) {
        this.otherwise = otherwise;
        this.meaning = meaning;
    }

    String otherwise() {
        return otherwise;
    }

    String meaning() {
        return meaning;
    }

    /** Whether somebody reads a variable of this name; if nobody does, it is most likely misspelt. */
    static boolean isRead(String name) {
        return name.matches(PROPERTY)
                || Arrays.stream(values()).anyMatch(known -> known.name().equals(name));
    }

    static String table() {
        return Arrays.stream(values())
                .map(known ->
                        "  %-28s %s%n  %-28s default: %s%n".formatted(known.name(), known.meaning, "", known.otherwise))
                .collect(Collectors.joining());
    }
}
