package io.fasti.http.readback;

import io.fasti.events.TenantId;
import io.fasti.eventstore.Positions;
import io.fasti.http.json.HttpJson;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the query side in this process. */
@Component
final class NearReadBack {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Kind(String dialect, String kind) {}

    private final ObjectProvider<Shown> beans;
    private final Positions positions;
    private final HttpJson json;
    private volatile @Nullable Map<Kind, Shown> shown;

    NearReadBack(ObjectProvider<Shown> beans, Positions positions, HttpJson json) {
        this.beans = beans;
        this.positions = positions;
        this.json = json;
    }

    /** Whether the query side is in this process at all. */
    boolean knowsAnything() {
        return !shown().isEmpty();
    }

    ReadBack.@Nullable Representation read(
            String dialect, String kind, TenantId tenantId, String id, long position, long version) {
        var resource = shown().get(new Kind(dialect, kind));
        if (resource == null) {
            throw new IllegalStateException("Nothing shows a " + kind + " in the dialect " + dialect);
        }
        try {
            if (!positions.await(position, PATIENCE)) {
                return null;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
        var found = resource.show(tenantId, id);
        return found == null || found.version() < version
                ? null
                : new ReadBack.Representation(json.bytes(found.data()), found.version());
    }

    private Map<Kind, Shown> shown() {
        var known = shown;
        if (known == null) {
            known = beans.stream()
                    .collect(Collectors.toUnmodifiableMap(
                            each -> new Kind(each.dialect(), each.kind()), Function.identity()));
            shown = known;
        }
        return known;
    }
}
