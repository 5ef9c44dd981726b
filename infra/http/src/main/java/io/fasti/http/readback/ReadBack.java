package io.fasti.http.readback;

import io.fasti.events.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was just written. One implementation asks the query side in this process, the other its internal port.
 */
public interface ReadBack {
    /**
     * @param data the JSON of the resource, as GET has it under {@code data}
     */
    record Representation(byte[] data, long version) {}

    /**
     * Waits until the read models have reached the position and the resource its version, 2 seconds at most.
     *
     * @return null when they have not, or when the resource is not there
     */
    @Nullable
    Representation read(String dialect, String kind, TenantId tenantId, String id, long position, long version);
}
