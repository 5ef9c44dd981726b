package io.fasti.query.stream;

import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A store in memory, whose events are not sealed: what follows a store can be tried without one. */
public final class MemoryLog implements EventLog, Tail {
    public static final Instant START = Instant.parse("2026-11-22T10:15:00Z");
    public static final Origin ORIGIN = new Origin(
            "api_key", "key_1", "req_1", "cor_1", null, "203.0.113.9", "curl/8", "lumo", "POST /admin/users");

    private final List<Stored> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Heard>>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    public synchronized Stored append(String tenantId, String aggregateId, IdentityEvent event) {
        var entry = EventCatalogue.of(event.getClass());
        var position = events.size() + 1L;
        var sequence = sequences.merge(aggregateId, 0L, (old, _) -> old + 1);
        var at = START.plusSeconds(position);
        var stored = new Stored(
                position,
                tenantId,
                entry.stream(),
                aggregateId,
                sequence,
                entry.name(),
                entry.revision(),
                EventJson.mapper().writeValueAsString(event),
                EventJson.mapper().writeValueAsString(ORIGIN),
                at,
                at);
        events.add(stored);
        var heard = new Heard(position, tenantId, entry.stream(), aggregateId, entry.name());
        listeners.forEach(listener -> listener.accept(List.of(heard)));
        return stored;
    }

    @Override
    public List<Stored> after(long position, int limit) {
        var from = (int) Math.min(position, events.size());
        return List.copyOf(events.subList(from, Math.min(from + limit, events.size())));
    }

    @Override
    public List<Stored> last(TenantId tenantId, Collection<String> aggregateIds, Collection<String> eventTypes) {
        var last = new HashMap<String, Stored>();
        events.stream()
                .filter(event -> event.tenantId().equals(tenantId.value()))
                .filter(event -> aggregateIds.contains(event.aggregateId()))
                .filter(event -> eventTypes.contains(event.eventType()))
                .forEach(event -> last.put(event.aggregateId(), event));
        return List.copyOf(last.values());
    }

    @Override
    public long head() {
        return events.size();
    }

    @Override
    public List<Recorded<IdentityEvent>> open(List<Stored> stored) {
        var opened = new ArrayList<Recorded<IdentityEvent>>();
        for (var event : stored) {
            var entry = EventCatalogue.named(event.eventType());
            if (entry == null) {
                throw new IllegalArgumentException(event.eventType());
            }
            IdentityEvent payload = EventJson.mapper().readValue(event.payload(), entry.type());
            opened.add(new Recorded<>(
                    event.position(),
                    new TenantId(event.tenantId()),
                    event.aggregateId(),
                    event.sequence(),
                    event.occurredAt(),
                    payload,
                    EventJson.mapper().readValue(event.metadata(), Origin.class)));
        }
        return opened;
    }

    @Override
    public void listen(Consumer<List<Heard>> listener) {
        listeners.add(listener);
    }

    @Override
    public long position() {
        return head();
    }

    @Override
    public Duration silence() {
        return Duration.ZERO;
    }
}
