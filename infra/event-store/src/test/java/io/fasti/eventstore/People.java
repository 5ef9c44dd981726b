package io.fasti.eventstore;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.JSON;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserErased;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A read model with all that makes rebuilding hard: personal data, deletes by a part of a key, counts over aggregates. */
public record People(int version, Consumer<Recorded<? extends UserEvent>> before) implements ReadModel<UserEvent> {
    static final Table PERSON = Table.named("read.person")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .column("email", TEXT)
            .column("active", BOOLEAN)
            .column("document", JSON)
            .column("blocked_at", TIMESTAMP)
            .column("version", BIGINT);

    static final Table PERSON_ROLE = Table.named("read.person_role")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("role_id", TEXT);

    static final Table ROLE_COUNT = Table.named("read.role_count")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .column("people", BIGINT);

    public static People version(int version) {
        return new People(version, _ -> {});
    }

    public static void tables(JdbcClient jdbc) {
        jdbc.sql("create schema read").update();
        jdbc.sql("""
                        create table read.person (
                            tenant_id text not null, user_id text not null, email text, active boolean, document jsonb,
                            blocked_at timestamptz, version bigint,
                            search text generated always as (lower(coalesce(email, ''))) stored,
                            constraint person_key primary key (tenant_id, user_id)
                        ) with (fillfactor = 90)
                        """).update();
        jdbc.sql("create index person_email on read.person (tenant_id, lower(email)) where email is not null")
                .update();
        jdbc.sql("create table read.person_role (tenant_id text, user_id text, role_id text,"
                        + " primary key (tenant_id, user_id, role_id))")
                .update();
        jdbc.sql("create index by_role on read.person_role (tenant_id, role_id, user_id)")
                .update();
        jdbc.sql("create table read.role_count (tenant_id text, role_id text, people bigint,"
                        + " primary key (tenant_id, role_id))")
                .update();
        jdbc.sql("comment on table read.person is 'people'").update();
    }

    /** All rows of all its tables, as texts, in an order of their own. */
    public static List<String> rows(JdbcClient jdbc) {
        var rows = new ArrayList<String>();
        for (var table : List.of("person", "person_role", "role_count")) {
            rows.addAll(jdbc.sql("select '%1$s ' || t::text from read.%1$s t order by 1".formatted(table))
                    .query(String.class)
                    .list());
        }
        return rows;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(PERSON, PERSON_ROLE, ROLE_COUNT);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends UserEvent> recorded) {
        before.accept(recorded);
        var key = Row.of("tenant_id", recorded.tenantId(), "user_id", recorded.aggregateId());
        var seen = Row.of("version", recorded.sequence());
        return switch (recorded.event()) {
            case UserCreated e ->
                List.of(new RowOperation.Insert(
                        PERSON, key.and(seen).and(Row.of("email", e.email(), "active", e.active()))));
            case UserEmailChanged e ->
                List.of(new RowOperation.Update(PERSON, key, seen.and(Row.of("email", e.email()))));
            case UserBlocked _ ->
                List.of(new RowOperation.Update(
                        PERSON,
                        key,
                        seen.and(Row.of("blocked_at", recorded.occurredAt(), "document", "{\"v\": " + version + "}"))));
            case UserRolesAssigned e ->
                roles(recorded, key, e.roles().stream().map(Object::toString).toList(), true);
            case UserRolesRevoked e ->
                roles(recorded, key, e.roles().stream().map(Object::toString).toList(), false);
            case UserDeleted e -> {
                var operations = new ArrayList<RowOperation>();
                operations.add(new RowOperation.Delete(PERSON, key));
                operations.add(new RowOperation.Delete(PERSON_ROLE, key));
                e.roles().forEach(role -> operations.add(count(key, role.value(), -1)));
                yield operations;
            }
            case UserErased _ ->
                List.of(new RowOperation.Delete(PERSON, key), new RowOperation.Delete(PERSON_ROLE, key));
            default -> List.of(new RowOperation.Update(PERSON, key, seen));
        };
    }

    private static List<RowOperation> roles(Recorded<?> recorded, Row key, List<String> roles, boolean given) {
        var operations = new ArrayList<RowOperation>();
        for (var role : roles) {
            var row = key.and(Row.of("role_id", role));
            operations.add(
                    given ? new RowOperation.Upsert(PERSON_ROLE, row) : new RowOperation.Delete(PERSON_ROLE, row));
            operations.add(count(key, role, given ? 1 : -1));
        }
        operations.add(new RowOperation.Update(PERSON, key, Row.of("version", recorded.sequence())));
        return operations;
    }

    private static RowOperation count(Row key, String role, long by) {
        return new RowOperation.Increment(
                ROLE_COUNT, Row.of("tenant_id", key.get("tenant_id"), "role_id", role), "people", by);
    }
}
