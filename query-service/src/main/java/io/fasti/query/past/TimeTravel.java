package io.fasti.query.past;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventHistory;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Table;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.json.HttpJson;
import io.fasti.http.readback.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows resources as they were, and how they came to be what they are. */
@Component
public class TimeTravel {
    /** Who made a version. */
    public record Actor(String type, String id) {}

    /** One field of what is shown: what it was, what it became. */
    public record Changed(@Nullable JsonNode from, @Nullable JsonNode to) {}

    /** One version of a resource, and what made it. */
    public record Version(
            long version,
            long position,
            String event,
            Instant time,
            Actor actor,
            @Nullable String operation,
            @Nullable String requestId,
            Map<String, Changed> changes) {}

    private final EventHistory history;
    private final EventLog events;
    private final List<ReadModel<?>> models;
    private final HttpJson json;
    private final Map<String, Table> tables = new HashMap<>();

    TimeTravel(EventHistory history, EventLog events, List<ReadModel<?>> models, HttpJson json) {
        this.history = history;
        this.events = events;
        this.models = List.copyOf(models);
        this.json = json;
        models.forEach(model -> model.tables()
                .forEach(table -> tables.put(table.name().substring(table.name().indexOf('.') + 1), table)));
    }

    /**
     * A resource at a moment.
     *
     * @param named as the path names it: by its id, or as it is called now
     * @param show how the route shows it, given its id; it refuses when there is none, and so does this
     */
    public Found at(TenantId tenantId, Moment moment, Shown shown, String named, Function<String, Found> show) {
        if (moment.isNow()) {
            return show.apply(named);
        }
        var id = id(tenantId, shown, named);
        long position = position(tenantId, moment, id);
        var past = past(new Recollection(history, events, models, tenantId, position), id, position, moment.at());
        var found = past.show(() -> show.apply(id));
        return new Found(remembered(found), found.version(), found.message(), position);
    }

    /** The versions of a resource, the newest first; empty when there is none of this name, nor was. */
    public Listed history(TenantId tenantId, Shown shown, String named, Paging paging, Rejection missing) {
        var id = id(tenantId, shown, named);
        var recollection = new Recollection(history, events, models, tenantId, history.head());
        var stream = recollection.stream(id);
        if (stream.isEmpty()) {
            throw missing;
        }
        var versions = new ArrayList<Version>();
        var states = new HashMap<Integer, ObjectNode>();
        long newest = stream.size() - 1 - paging.offset();
        for (long index = newest; index >= 0 && index > newest - paging.limit(); index--) {
            int at = (int) index;
            var before = at == 0 ? emptyState() : state(states, recollection, shown, stream, at - 1);
            versions.add(version(stream.get(at), before, state(states, recollection, shown, stream, at)));
        }
        return new Listed(versions, stream.size(), paging, "History retrieved successfully", "versions");
    }

    private ObjectNode state(
            Map<Integer, ObjectNode> states,
            Recollection recollection,
            Shown shown,
            List<Recorded<IdentityEvent>> stream,
            int index) {
        return states.computeIfAbsent(index, _ -> {
            var event = stream.get(index);
            var past = past(recollection, event.aggregateId(), event.position(), event.occurredAt());
            var found = past.show(() -> shown.show(event.tenantId(), event.aggregateId()));
            return found != null && remembered(found) instanceof ObjectNode state ? state : emptyState();
        });
    }

    private ObjectNode emptyState() {
        return json.mapper().createObjectNode();
    }

    private Past past(Recollection recollection, String id, long position, @Nullable Instant at) {
        var fold = recollection.at(id, position);
        return new Past(tables, fold, at == null ? timeOf(recollection, id, position) : at);
    }

    /** For what depends on the clock, such as whether a key has expired: the time of the last event that is shown. */
    private static Instant timeOf(Recollection recollection, String id, long position) {
        return recollection.stream(id).stream()
                .filter(event -> event.position() <= position)
                .reduce((_, last) -> last)
                .map(Recorded::occurredAt)
                .orElse(Instant.EPOCH);
    }

    private long position(TenantId tenantId, Moment moment, String id) {
        var given = moment.position();
        if (given != null) {
            long head = history.head();
            if (given > head) {
                throw new Rejection(ErrorCode.INVALID_FIELD, "position", "is beyond the last one, which is " + head);
            }
            return given;
        }
        return history.positionAt(Objects.requireNonNull(moment.at()), tenantId, id);
    }

    private String id(TenantId tenantId, Shown shown, String named) {
        if (history.knows(tenantId, named)) {
            return named;
        }
        return Objects.requireNonNullElse(shown.idOf(tenantId, named), named);
    }

    /** What is shown, without what only the present has. */
    private JsonNode remembered(Found found) {
        var data = json.mapper()
                .reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(json.bytes(found.data()));
        if (data instanceof ObjectNode members && found.data() instanceof Record) {
            Arrays.stream(found.data().getClass().getRecordComponents())
                    .filter(component -> component.isAnnotationPresent(PresentOnly.class))
                    .forEach(component -> members.remove(component.getName()));
        }
        return data;
    }

    private static Version version(Recorded<IdentityEvent> event, ObjectNode before, ObjectNode after) {
        var names = new LinkedHashSet<String>();
        before.propertyNames().forEach(names::add);
        after.propertyNames().forEach(names::add);
        var changes = new TreeMap<String, Changed>();
        for (var name : names) {
            var from = before.get(name);
            var to = after.get(name);
            if (!Objects.equals(from, to)) {
                changes.put(name, new Changed(from, to));
            }
        }
        var origin = event.origin();
        return new Version(
                event.sequence(),
                event.position(),
                EventCatalogue.of(event.event().getClass()).name(),
                event.occurredAt(),
                new Actor(origin.actorType(), origin.actorId()),
                origin.operation(),
                origin.requestId(),
                changes);
    }
}
