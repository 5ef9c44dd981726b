package io.fasti.http.readback;

import io.fasti.events.TenantId;
import io.fasti.http.HttpProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the query side where it is: in this process, or where {@code fasti.http.read-back-url} says. */
@Component
final class AnyReadBack implements ReadBack {
    private final NearReadBack near;
    private final @Nullable FarReadBack far;

    AnyReadBack(NearReadBack near, InternalTokens tokens, HttpProperties properties) {
        this.near = near;
        var url = properties.readBackUrl();
        far = url == null ? null : new FarReadBack(url, tokens);
    }

    @Override
    public @Nullable Representation read(
            String dialect, String kind, TenantId tenantId, String id, long position, long version) {
        if (near.knowsAnything()) {
            return near.read(dialect, kind, tenantId, id, position, version);
        }
        return far == null ? null : far.read(dialect, kind, tenantId, id, position, version);
    }
}
