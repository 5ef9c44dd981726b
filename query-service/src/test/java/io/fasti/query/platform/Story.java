package io.fasti.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.ApiKeyEvent;
import io.fasti.events.GroupEvent;
import io.fasti.events.IdentityEvent;
import io.fasti.events.PermissionEvent;
import io.fasti.events.ResourceEvent;
import io.fasti.events.RoleEvent;
import io.fasti.events.TenantEvent;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent;
import io.fasti.events.WebhookEvent;
import io.fasti.eventstore.Column;
import io.fasti.eventstore.Fold;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowWriter;
import io.fasti.eventstore.Schemas;
import io.fasti.eventstore.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens, told to all read models of this service as the follower would tell it: in order, each event one second
 * after the one before. The rows are also folded in memory.
 */
public final class Story {
    /** When the first event happens. */
    public static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final RowWriter writer;
    private final List<ReadModel<?>> readModels = readModels();
    private final Fold fold = new Fold();
    private final Map<String, Long> sequences = new HashMap<>();
    private long position;

    public Story(DataSource dataSource) {
        Schemas.migrate(dataSource, QueryConfiguration.SCHEMA);
        try {
            jdbc = JdbcClient.create(new SingleConnectionDataSource(dataSource.getConnection(), true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        writer = new RowWriter(dataSource);
    }

    /** On one connection, to make queries of. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** When the last event that was told happened. */
    public Instant now() {
        return BEGIN.plus(Duration.ofSeconds(position - 1));
    }

    public Story tell(TenantId tenantId, IdentityEvent... events) {
        var operations = new ArrayList<RowOperation>();
        for (var event : events) {
            position++;
            var id = aggregateId(event);
            var sequence = sequences.merge(id, 0L, (old, _) -> old + 1);
            var recorded = new Recorded<>(position, tenantId, id, sequence, now(), event, Origin.system("tests"));
            readModels.forEach(readModel -> operations.addAll(project(readModel, recorded)));
        }
        writer.write(operations);
        fold.apply(operations);
        return this;
    }

    /** What was written to the tables is what the same events make in memory. */
    public void assertFoldedAsApplied() {
        for (var table :
                readModels.stream().flatMap(each -> each.tables().stream()).toList()) {
            var folded =
                    fold.rows(table).stream().map(row -> comparable(table, row)).toList();
            assertThat(applied(table)).as(table.name()).containsExactlyInAnyOrderElementsOf(folded);
        }
    }

    private List<Map<String, @Nullable Object>> applied(Table table) {
        return jdbc.sql("select * from " + table.name())
                .query((row, _) -> {
                    Map<String, @Nullable Object> values = new HashMap<>();
                    for (var column : table.all()) {
                        values.put(column.name(), comparable(column, cell(row, column)));
                    }
                    return values;
                })
                .list();
    }

    private static @Nullable Object cell(ResultSet row, Column column) throws SQLException {
        return switch (column.type()) {
            case TIMESTAMP -> Cells.instantOrNull(row, column.name());
            case JSON -> row.getString(column.name());
            case TEXT, BIGINT, BOOLEAN, BYTES -> row.getObject(column.name());
        };
    }

    private static Map<String, @Nullable Object> comparable(Table table, Row row) {
        var values = new HashMap<String, @Nullable Object>();
        table.all().forEach(column -> values.put(column.name(), comparable(column, row.get(column.name()))));
        return values;
    }

    private static @Nullable Object comparable(Column column, @Nullable Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case String text when column.type() == Column.Type.JSON -> JSON.readTree(text);
            case null, default -> value;
        };
    }

    private static <E extends IdentityEvent> List<RowOperation> project(
            ReadModel<E> readModel, Recorded<IdentityEvent> recorded) {
        return readModel.events().isInstance(recorded.event())
                ? readModel.project(new Recorded<>(
                        recorded.position(),
                        recorded.tenantId(),
                        recorded.aggregateId(),
                        recorded.sequence(),
                        recorded.occurredAt(),
                        readModel.events().cast(recorded.event()),
                        recorded.origin()))
                : List.of();
    }

    private static String aggregateId(IdentityEvent event) {
        return switch (event) {
            case ApiKeyEvent e -> e.apiKeyId().value();
            case GroupEvent e -> e.groupId().value();
            case PermissionEvent e -> e.permissionId().value();
            case ResourceEvent e -> e.resourceId().value();
            case RoleEvent e -> e.roleId().value();
            case TenantEvent e -> e.tenantId().value();
            case UserEvent e -> e.userId().value();
            case WebhookEvent e -> e.webhookId().value();
        };
    }

    private static List<ReadModel<?>> readModels() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ReadModel.class));
        return scanner.findCandidateComponents("io.fasti.query").stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .<ReadModel<?>>map(type -> (ReadModel<?>) BeanUtils.instantiateClass(type))
                .toList();
    }
}
