package io.fasti.query.past;

import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventHistory;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.Fold;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The streams of one resource and of all that it has ever referred to, read once. Folding them up to a position gives the
 * rows of then: first those of the resource, then, over and over, those of what the rows name.
 */
final class Recollection {
    private static final String OF_ID = "_id";
    private static final String TENANT_ID = "tenant_id";

    private final EventHistory history;
    private final EventLog events;
    private final List<ReadModel<?>> models;
    private final TenantId tenantId;
    private final long upTo;
    private final Map<String, List<Recorded<IdentityEvent>>> streams = new HashMap<>();

    Recollection(EventHistory history, EventLog events, List<ReadModel<?>> models, TenantId tenantId, long upTo) {
        this.history = history;
        this.events = events;
        this.models = models;
        this.tenantId = tenantId;
        this.upTo = upTo;
    }

    List<Recorded<IdentityEvent>> stream(String id) {
        load(List.of(id));
        return streams.getOrDefault(id, List.of());
    }

    /** The rows of a resource and of what it refers to, as they were at the position. */
    Fold at(String id, long position) {
        var fold = new Fold();
        var told = new LinkedHashSet<String>();
        for (Set<String> next = Set.of(id); !next.isEmpty(); next = named(fold, told)) {
            load(next);
            told.addAll(next);
            next.forEach(each -> streams.getOrDefault(each, List.of()).stream()
                    .filter(event -> event.position() <= position)
                    .forEach(event -> models.forEach(model -> fold.apply(projected(model, event)))));
        }
        return fold;
    }

    /** The ids that rows name and that have not been told yet. */
    private Set<String> named(Fold fold, Set<String> told) {
        var named = new LinkedHashSet<String>();
        for (var model : models) {
            for (var table : model.tables()) {
                var columns = references(table);
                for (var row : columns.isEmpty() ? List.<Row>of() : fold.rows(table)) {
                    for (var column : columns) {
                        if (row.get(column) instanceof String id && !told.contains(id)) {
                            named.add(id);
                        }
                    }
                }
            }
        }
        return named;
    }

    private static List<String> references(Table table) {
        var columns = new ArrayList<String>();
        table.all().forEach(column -> {
            if (column.name().endsWith(OF_ID) && !column.name().equals(TENANT_ID)) {
                columns.add(column.name());
            }
        });
        return columns;
    }

    private void load(Collection<String> ids) {
        var missing = ids.stream().filter(id -> !streams.containsKey(id)).toList();
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach(id -> streams.put(id, new ArrayList<>()));
        var known = history.streams(tenantId, missing, upTo).stream()
                .filter(event -> EventCatalogue.named(event.eventType()) != null)
                .toList();
        events.open(known).forEach(event -> streams.computeIfAbsent(event.aggregateId(), _ -> new ArrayList<>())
                .add(event));
    }

    private static <E extends IdentityEvent> List<RowOperation> projected(
            ReadModel<E> model, Recorded<IdentityEvent> event) {
        return model.events().isInstance(event.event())
                ? model.project(new Recorded<>(
                        event.position(),
                        event.tenantId(),
                        event.aggregateId(),
                        event.sequence(),
                        event.occurredAt(),
                        model.events().cast(event.event()),
                        event.origin()))
                : List.of();
    }
}
