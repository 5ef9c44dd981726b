package io.fasti.http.idempotency;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.events.Erasure;
import io.fasti.events.IdentityEvent;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was answered about a person who is erased goes with them: secrets said once, and the hash of what was sent. */
@Component
final class AnswersOfErased implements Directory<IdentityEvent> {
    /** The same table as {@link IdempotencyKeys#TABLE}, seen by what its rows are about. */
    private static final Table BY_RESOURCE = Table.named("http.idempotency")
            .key("tenant_id", TEXT)
            .key("resource_id", TEXT)
            .key("caller", TEXT)
            .key("key", TEXT);

    @Override
    public Class<IdentityEvent> events() {
        return IdentityEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(BY_RESOURCE);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends IdentityEvent> recorded) {
        return recorded.event() instanceof Erasure
                ? List.of(new RowOperation.Delete(
                        BY_RESOURCE, Row.of("tenant_id", recorded.tenantId(), "resource_id", recorded.aggregateId())))
                : List.of();
    }
}
