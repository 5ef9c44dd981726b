package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import io.fasti.eventstore.Projections.Act;
import io.fasti.eventstore.Projections.RebuildState;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * People and their roles, written at random, and the projection of them that is rebuilt. Every test has its own database; a
 * second store on it stands for a second process.
 */
abstract class RebuiltPeople {
    static final Duration LONG = Duration.ofSeconds(60);
    static final Act ACT = new Act("ops", "because");

    final Database database = Postgres.database();
    final TestStore store = new TestStore(database);
    final List<RoleId> roles =
            IntStream.range(0, 5).mapToObj(_ -> RoleId.random()).toList();

    @BeforeEach
    void tables() {
        People.tables(store.jdbc);
    }

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    List<String> documents() {
        return store.jdbc
                .sql("select distinct document::text from read.person where document is not null")
                .query(String.class)
                .list();
    }

    RebuildState rebuilt(People people, String phase) {
        store.projections(people).rebuild("people", true, ACT);
        return ended(people, phase);
    }

    RebuildState ended(People people, String phase) {
        Await.until(() -> {
            var now = phase(people);
            assertThat(now).isNotEqualTo("failed");
            return phase.equals(now);
        });
        return Objects.requireNonNull(standing(people).rebuild());
    }

    @Nullable
    String phase(People people) {
        var state = standing(people).rebuild();
        return state == null ? null : state.phase();
    }

    Projections.Standing standing(People people) {
        return store.projections(people).named("people");
    }

    /** Users come, change, get and lose roles, and go. */
    void write(Random random, int users) {
        for (int i = 0; i < users; i++) {
            var user = UserId.random();
            long sequence = 0;
            store.append(user.value(), sequence++, created(user, "u" + random.nextInt(1000) + "@Example.com"));
            var role = roles.get(random.nextInt(roles.size()));
            if (random.nextInt(3) > 0) {
                store.append(user.value(), sequence++, new UserRolesAssigned(user, List.of(role)));
                if (random.nextInt(4) == 0) {
                    store.append(user.value(), sequence++, new UserRolesRevoked(user, List.of(role)));
                } else if (random.nextInt(4) == 0) {
                    store.append(
                            user.value(),
                            sequence++,
                            new UserDeleted(user, null, null, null, List.of(role), List.of(), List.of()));
                    continue;
                }
            }
            if (random.nextInt(3) == 0) {
                store.append(
                        user.value(),
                        sequence,
                        new UserEmailChanged(user, null, "tab\tbackslash\\ü" + i),
                        new UserBlocked(user));
            }
        }
    }

    static UserCreated created(UserId user, String email) {
        return new UserCreated(user, email, true, null, null, null, true);
    }

    void assertLiveIsFolded(People people) {
        var fold = store.folded(people);
        var folded = fold.rows(People.PERSON).stream()
                .map(row -> "%s %s %s %s %s"
                        .formatted(
                                row.get("user_id"),
                                row.get("email"),
                                row.get("active"),
                                row.get("document"),
                                row.get("version")))
                .toList();
        assertThat(store.jdbc
                        .sql("select concat_ws(' ', user_id, email, case when active then 'true' else 'false' end,"
                                + " coalesce(document::text, 'null'), version) from read.person")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(folded);
        var counts = fold.rows(People.ROLE_COUNT).stream()
                .map(row -> row.get("role_id") + " " + row.get("people"))
                .toList();
        assertThat(store.jdbc
                        .sql("select role_id || ' ' || people from read.role_count")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(counts);
        assertThat(store.jdbc
                        .sql("select count(*) from read.person_role")
                        .query(Integer.class)
                        .single())
                .isEqualTo(fold.rows(People.PERSON_ROLE).size());
    }

    List<String> indexes() {
        return store.jdbc
                .sql("select indexname || ' ' || indexdef from pg_indexes where schemaname = 'read' order by 1")
                .query(String.class)
                .list();
    }

    boolean nothingIsLeft() {
        return store.jdbc
                .sql("select not exists (select from pg_tables where schemaname = 'rebuild')"
                        + " and not exists (select from event_store.projection where name like '%~next')"
                        + " and not exists (select from event_store.dead_letter where projection like '%~next')")
                .query(Boolean.class)
                .single();
    }
}
