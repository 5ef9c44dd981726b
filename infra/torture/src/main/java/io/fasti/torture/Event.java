package io.fasti.torture;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A row of the event table.
 *
 * @param payload as it is stored
 * @param body the payload with all that was sealed opened
 * @param origin the metadata, likewise
 * @param closed whether it is of an erased person, so that what was personal cannot be opened
 */
record Event(
        long position,
        String tenantId,
        String aggregateType,
        String aggregateId,
        long sequence,
        String type,
        String payload,
        Instant occurredAt,
        Instant recordedAt,
        JsonNode body,
        JsonNode origin,
        boolean closed) {
    String text(String field) {
        return body.path(field).asString("");
    }
}
