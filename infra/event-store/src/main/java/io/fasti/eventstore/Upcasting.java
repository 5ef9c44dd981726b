package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.SubjectKeys.Subject;
import java.util.Base64;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings events of an older revision to the present one. Upcasters see the event with its personal and sealed fields
 * readable, as plain members; those of an erased subject are named in {@code $erased} instead. One event stays one event.
 */
final class Upcasting {
    private final JsonMapper json = EventJson.mapper();
    private final EventUpcaster chain;
    private final Serializer serializer;

    Upcasting(EventUpcaster chain, Serializer serializer) {
        this.chain = chain;
        this.serializer = serializer;
    }

    Stored upcast(Stored stored, SubjectKeys keys) {
        var plain = (ObjectNode) json.readTree(stored.payload());
        unseal(plain, EventCodec.PERSONAL, stored, keys);
        unseal(plain, EventCodec.SEALED, stored, keys);
        var entry = new GenericDomainEventEntry<>(
                stored.aggregateType(),
                stored.aggregateId(),
                stored.sequence(),
                String.valueOf(stored.position()),
                stored.occurredAt(),
                stored.eventType(),
                String.valueOf(stored.revision()),
                plain.toString(),
                "{}");
        var results = chain.upcast(Stream.of(new InitialEventRepresentation(entry, serializer)))
                .toList();
        if (results.size() != 1) {
            throw new IllegalStateException("Upcasting " + stored.eventType() + " revision " + stored.revision()
                    + " gave " + results.size() + " events instead of one");
        }
        var type = results.getFirst().getType();
        return new Stored(
                stored.position(),
                stored.tenantId(),
                stored.aggregateType(),
                stored.aggregateId(),
                stored.sequence(),
                type.getName(),
                type.getRevision() == null ? 1 : Integer.parseInt(type.getRevision()),
                results.getFirst().getData(String.class).getData(),
                stored.metadata(),
                stored.occurredAt(),
                stored.recordedAt());
    }

    private void unseal(ObjectNode event, String member, Stored stored, SubjectKeys keys) {
        if (!(event.remove(member) instanceof ObjectNode box)) {
            return;
        }
        var opened = open(box, member, stored, keys);
        if (opened == null) {
            event.set(EventCodec.ERASED, box.get("fields"));
        } else {
            event.setAll((ObjectNode) json.readTree(opened));
        }
    }

    private static byte @Nullable [] open(ObjectNode box, String member, Stored stored, SubjectKeys keys) {
        if (!box.hasNonNull("data")) {
            return null;
        }
        var data = Base64.getDecoder().decode(box.get("data").asString());
        if (member.equals(EventCodec.SEALED)) {
            return Sealing.open(
                    keys.ofTenant(stored.tenantId()), stored.aggregateId() + " " + stored.eventType(), data);
        }
        var subject = box.get("subject").asString();
        var held = keys.find(new Subject(stored.tenantId(), subject));
        return held == null || held.key() == null
                ? null
                : Sealing.open(held.key(), subject + " " + stored.eventType(), data);
    }
}
