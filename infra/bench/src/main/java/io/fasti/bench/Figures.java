package io.fasti.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named series of measurements, printed as JSON: the median of each, and its smallest and largest. */
final class Figures {
    private final Map<String, List<Double>> series = new LinkedHashMap<>();

    void add(String name, double value) {
        series.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    double median(String name) {
        var sorted = series.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    String json(String figure, Map<String, ? extends Number> settings) {
        var json = new StringBuilder("{\n  \"figure\": \"").append(figure).append('"');
        settings.forEach((name, value) ->
                json.append(",\n  \"").append(name).append("\": ").append(value));
        series.forEach((name, values) -> json.append(",\n  \"%s\": {\"median\": %s, \"min\": %s, \"max\": %s}"
                .formatted(
                        name,
                        number(median(name)),
                        number(values.stream().mapToDouble(v -> v).min().orElse(0)),
                        number(values.stream().mapToDouble(v -> v).max().orElse(0)))));
        return json.append("\n}").toString();
    }

    private static String number(double value) {
        return value >= 100 ? String.valueOf(Math.round(value)) : String.valueOf(Math.round(value * 1000) / 1000.0);
    }
}
