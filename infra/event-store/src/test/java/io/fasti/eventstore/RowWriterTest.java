package io.fasti.eventstore;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.BYTES;
import static io.fasti.eventstore.Column.Type.JSON;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.testing.PostgresTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowWriterTest {
    private static final Table THING = Table.named("thing")
            .key("tenant_id", TEXT)
            .key("thing_id", TEXT)
            .column("name", TEXT)
            .column("users", BIGINT)
            .column("groups", BIGINT);

    private final RowWriter writer;
    private final JdbcClient jdbc;

    RowWriterTest(DataSource dataSource) {
        writer = new RowWriter(dataSource);
        jdbc = JdbcClient.create(dataSource);
        Schemas.migrate(dataSource, EventStoreConfiguration.SCHEMA);
    }

    @BeforeAll
    void tables() {
        jdbc.sql("create table thing (tenant_id text, thing_id text, name text, users bigint, groups bigint,"
                        + " primary key (tenant_id, thing_id))")
                .update();
        jdbc.sql("create table every (id text primary key, flag boolean, at timestamptz, doc jsonb, raw bytea)")
                .update();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate thing, every").update();
    }

    @Test
    void every_type_is_written_and_null_stays_null() {
        var every = Table.named("every")
                .key("id", TEXT)
                .column("flag", BOOLEAN)
                .column("at", TIMESTAMP)
                .column("doc", JSON)
                .column("raw", BYTES);
        var at = Instant.parse("2026-11-22T01:02:03.123456Z");

        writer.write(List.of(
                new RowOperation.Insert(
                        every,
                        Row.of("id", "a", "flag", true, "at", at, "doc", "{\"b\": \"{,\\\"}\"}", "raw", new byte[] {
                            1, 0, -1
                        })),
                new RowOperation.Insert(every, Row.of("id", "b"))));

        assertThat(jdbc.sql(
                                "select flag, at = '2026-11-22T01:02:03.123456Z' as at, doc->>'b' as b, encode(raw, 'hex') as raw"
                                        + " from every order by id")
                        .query()
                        .listOfRows())
                .containsExactly(
                        row("flag", true, "at", true, "b", "{,\"}", "raw", "0100ff"),
                        row("flag", null, "at", null, "b", null, "raw", null));
    }

    @Test
    void counters_start_at_nothing_and_add_up_in_one_batch() {
        var key = Row.of("tenant_id", "t", "thing_id", "1");
        writer.write(List.of(
                new RowOperation.Increment(THING, key, "users", 2),
                new RowOperation.Increment(THING, key, "groups", 1),
                new RowOperation.Increment(THING, key, "users", -5)));
        writer.write(List.of(new RowOperation.Increment(THING, key, "users", 10)));

        assertThat(rows()).containsExactly("t 1 null 7 1");
    }

    @Test
    void one_bad_row_leaves_nothing_behind() {
        var one = new RowOperation.Insert(THING, Row.of("tenant_id", "t", "thing_id", "1"));
        writer.write(List.of(one));

        assertThatThrownBy(() -> writer.write(
                        List.of(new RowOperation.Insert(THING, Row.of("tenant_id", "t", "thing_id", "2")), one)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rows()).containsExactly("t 1 null null null");
    }

    @Test
    void batches_of_any_operations_and_the_fold_in_memory_give_the_same_rows() {
        for (long seed = 0; seed < 60; seed++) {
            empty();
            var random = new Random(seed);
            var fold = new Fold();
            var there = new LinkedHashSet<String>();
            for (int batch = 0; batch < 5; batch++) {
                var operations = new ArrayList<RowOperation>();
                for (int i = 0; i < 40; i++) {
                    operations.add(any(random, there));
                }
                fold.apply(operations);
                writer.write(operations);
            }
            assertThat(rows())
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(fold.rows(THING).stream()
                            .map(row -> String.join(
                                    " ",
                                    row.values().values().stream()
                                            .map(String::valueOf)
                                            .toList()))
                            .toList());
        }
    }

    private static RowOperation any(Random random, Set<String> there) {
        var tenant = "t" + random.nextInt(2);
        var thing = String.valueOf(random.nextInt(6));
        var key = Row.of("tenant_id", tenant, "thing_id", thing);
        var name = Row.of("name", "n" + random.nextInt(100));
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                there.add(tenant + thing)
                        ? new RowOperation.Insert(THING, key.and(name))
                        : new RowOperation.Update(THING, key, name);
            case 2 -> {
                there.add(tenant + thing);
                yield new RowOperation.Upsert(THING, key.and(random.nextBoolean() ? name : Row.of("users", 3L)));
            }
            case 3 -> new RowOperation.Update(THING, key, name.and(Row.of("groups", (long) random.nextInt(9))));
            case 4 -> {
                there.remove(tenant + thing);
                yield new RowOperation.Delete(THING, key);
            }
            case 5 -> {
                if (random.nextInt(3) > 0) {
                    there.add(tenant + thing);
                    yield new RowOperation.Increment(THING, key, "groups", 1);
                }
                there.removeIf(id -> id.startsWith(tenant));
                yield new RowOperation.Delete(THING, Row.of("tenant_id", tenant));
            }
            default -> {
                there.add(tenant + thing);
                yield new RowOperation.Increment(THING, key, "users", random.nextInt(5) - 2);
            }
        };
    }

    private List<String> rows() {
        return jdbc.sql(
                        "select concat_ws(' ', tenant_id, thing_id, coalesce(name, 'null'), coalesce(users::text, 'null'),"
                                + " coalesce(groups::text, 'null')) from thing")
                .query(String.class)
                .list();
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        return Row.of(namesAndValues).values();
    }
}
