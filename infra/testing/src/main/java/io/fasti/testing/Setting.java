package io.fasti.testing;

import java.util.Locale;
import java.util.Optional;

/** What is told from outside, as a system property or as an environment variable. */
final class Setting {

    private Setting() {}

    static Optional<String> of(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }

    static boolean containers() {
        return of("fasti.test.containers").map(Boolean::parseBoolean).orElse(false);
    }
}
