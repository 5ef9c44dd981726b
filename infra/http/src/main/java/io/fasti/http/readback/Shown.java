package io.fasti.http.readback;

import io.fasti.events.TenantId;
import io.fasti.http.Found;
import org.jspecify.annotations.Nullable;

/** A resource that a dialect shows by id. What GET answers and what a write answers come from here, so they are the same. */
public interface Shown {
    /** {@code lumo} or {@code logto}. */
    String dialect();

    /** {@code user}; unique within the dialect. */
    String kind();

    /** Null when the tenant has no such resource. */
    @Nullable
    Found show(TenantId tenantId, String id);

    /** The id of what is called so now, by another name than its id that a path accepts; null when there is none. */
    default @Nullable String idOf(TenantId tenantId, String name) {
        return null;
    }
}
