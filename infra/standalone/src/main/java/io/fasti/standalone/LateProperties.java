package io.fasti.standalone;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/** Properties whose names are known at once and whose values are waited for when somebody asks. */
final class LateProperties extends EnumerablePropertySource<Map<String, Supplier<String>>> {

    LateProperties(Map<String, Supplier<String>> values) {
        super("servers", values);
    }

    @Override
    public String[] getPropertyNames() {
        return getSource().keySet().toArray(String[]::new);
    }

    @Override
    public boolean containsProperty(String name) {
        return getSource().containsKey(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Supplier<String> value = getSource().get(name);
        return value == null ? null : value.get();
    }
}
