package io.fasti.query.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.Address;
import io.fasti.events.Change;
import io.fasti.events.MfaId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBackupCodesAdded;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserIdentityDescribed;
import io.fasti.events.UserEvent.UserIdentityLinked;
import io.fasti.events.UserEvent.UserIdentityUnlinked;
import io.fasti.events.UserEvent.UserMfaRemoved;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPasswordUpgraded;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserTotpAdded;
import io.fasti.events.UserId;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.Search.Condition;
import io.fasti.http.Search.Mode;
import io.fasti.query.platform.Story;
import io.fasti.query.stream.MemoryLog;
import io.fasti.testing.PostgresTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonQueriesTest {
    private static final Paging FIRST = new Paging(1, 20);
    private static final JsonMapper JSON = new JsonMapper();

    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final PersonQueries persons;

    PersonQueriesTest(DataSource dataSource) {
        story = new Story(dataSource);
        persons = new PersonQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void nobody_is_empty() {
        assertThat(persons.byId(tenant, "usr_nobody")).isEmpty();
        assertThat(persons.factors(tenant, "usr_nobody")).isEmpty();
    }

    @Test
    void a_user_of_whom_nothing_is_known_has_empty_objects() {
        var view = person(told(new UserCreated(UserId.random(), null, false, null, null, null, true)));
        assertThat(view.profile()).isEqualTo(Profile.EMPTY);
        assertThat(view.attributes()).isEqualTo("{}");
        assertThat(view.identities()).isEqualTo("{}");
        assertThat(view.hasPassword()).isFalse();
        assertThat(view.blocked()).isFalse();
    }

    @Test
    void the_whole_profile_is_kept_and_changed() {
        var user = UserId.random();
        var address = new Address("1 Main St", null, "Arlington", null, null, "US");
        told(new UserCreated(
                user,
                null,
                false,
                null,
                "+1 (415) 555-0100",
                new Profile("G", "g", "H", "p", "en", "UTC", "B", "Amazing", "gh", "pr", "w", "f", "1906", address),
                true));
        story.tell(
                tenant,
                new UserProfileChanged(
                        user,
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.to(null),
                        Change.keep(),
                        Change.keep(),
                        Change.to("Brewster"),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.to(null),
                        Change.keep(),
                        Change.keep(),
                        Change.to(new Address(null, null, null, null, null, "UK"))));

        var view = person(user);

        assertThat(view.phone()).isEqualTo("14155550100");
        assertThat(view.profile())
                .isEqualTo(new Profile(
                        "G",
                        "g",
                        "H",
                        null,
                        "en",
                        "UTC",
                        "Brewster",
                        "Amazing",
                        "gh",
                        "pr",
                        null,
                        "f",
                        "1906",
                        new Address(null, null, null, null, null, "UK")));
    }

    @Test
    void attributes_may_have_no_value_and_go_only_when_that_is_meant() {
        var user = created();
        var attributes = new HashMap<String, @Nullable Object>();
        attributes.put("gone", 1);
        attributes.put("none", null);
        story.tell(tenant, new UserAttributesChanged(user, attributes, List.of("none")));
        var fewer = new HashMap<String, @Nullable Object>();
        fewer.put("gone", null);
        story.tell(tenant, new UserAttributesChanged(user, fewer));
        assertThat(json(person(user).attributes())).isEqualTo(json("{\"none\": null}"));
    }

    @Test
    void identities_come_change_and_go() {
        var user = created();
        story.tell(
                tenant,
                new UserIdentityLinked(user, "google", "g1", null, Map.of("name", "Ada")),
                new UserIdentityLinked(user, "github", "h1", null, null),
                new UserIdentityLinked(user, "google", "g2", "g1", null),
                new UserIdentityDescribed(user, "github", Map.of("login", "ada")));
        assertThat(json(person(user).identities()))
                .isEqualTo(
                        json(
                                "{\"google\": {\"userId\": \"g2\"}, \"github\": {\"userId\": \"h1\", \"details\": {\"login\": \"ada\"}}}"));
        story.tell(tenant, new UserIdentityUnlinked(user, "google", "g2"));
        assertThat(json(person(user).identities()).has("google")).isFalse();
    }

    @Test
    void factors_are_listed_without_secrets_and_make_the_user_safer() {
        var user = created();
        var totp = MfaId.random();
        story.tell(
                tenant,
                new UserTotpAdded(user, totp, "SECRET"),
                new UserBackupCodesAdded(user, MfaId.random(), List.of("a", "b")));
        assertThat(persons.factors(tenant, user.value()).orElseThrow())
                .extracting(FactorView::factor, FactorView::remaining)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("totp", null),
                        org.assertj.core.groups.Tuple.tuple("backup_codes", 2L));
        assertThat(new UserQueries(story.jdbc())
                        .byId(tenant, user.value())
                        .orElseThrow()
                        .mfaEnabled())
                .isTrue();
        story.tell(tenant, new UserMfaRemoved(user, totp, "totp"));
        assertThat(persons.factors(tenant, user.value()).orElseThrow()).hasSize(1);
        assertThat(new UserQueries(story.jdbc())
                        .byId(tenant, user.value())
                        .orElseThrow()
                        .mfaEnabled())
                .isFalse();
    }

    @Test
    void a_password_and_a_block_are_told() {
        var user = created();
        story.tell(
                tenant,
                new UserPasswordSet(user, "MD5:00"),
                new UserPasswordUpgraded(user, "$x"),
                new UserBlocked(user));
        assertThat(person(user).hasPassword()).isTrue();
        assertThat(person(user).blocked()).isTrue();
    }

    @Test
    void nothing_is_left_of_who_was_deleted() {
        var user = created();
        story.tell(
                tenant,
                new UserIdentityLinked(user, "google", "g7", null, null),
                new UserTotpAdded(user, MfaId.random(), "SECRET"),
                new UserDeleted(user, null, null, null, List.of(), List.of(), List.of(), Map.of("google", "g7")));
        assertThat(persons.byId(tenant, user.value())).isEmpty();
        assertThat(persons.factors(tenant, user.value())).isEmpty();
    }

    @Test
    void digests_are_those_of_the_last_password_event() {
        var log = new MemoryLog();
        var user = UserId.random();
        log.append(tenant.value(), user.value(), new UserPasswordSet(user, "MD5:00"));
        var other = UserId.random();
        log.append(tenant.value(), other.value(), new UserPasswordSet(other, "MD5:00"));
        log.append(tenant.value(), other.value(), new UserPasswordUpgraded(other, "$argon2id$x"));
        log.append("ten_other", "usr_foreign", new UserPasswordSet(new UserId("usr_foreign"), "MD5:00"));

        var digests = new PasswordQueries(log).of(tenant, List.of(user.value(), other.value(), "usr_foreign"));

        assertThat(digests).containsOnlyKeys(user.value(), other.value());
        assertThat(Objects.requireNonNull(digests.get(user.value())).algorithm())
                .isEqualTo("MD5");
        assertThat(Objects.requireNonNull(digests.get(other.value())).algorithm())
                .isEqualTo("Argon2id");
    }

    @Nested
    class Searching {
        private final TenantId crew = TenantId.random();
        private final UserId ada = UserId.random();
        private final UserId bob = UserId.random();
        private final UserId eve = UserId.random();
        private final RoleId pilot = RoleId.random();

        Searching() {
            story.tell(
                    crew,
                    new UserCreated(ada, "Ada@ship.example", false, "ada", "+44 20 7946 0018", named("Ada L."), true),
                    new UserCreated(bob, "bob@ship.example", false, "Bob_1", null, named("Bob 100%"), true),
                    new UserCreated(eve, null, false, "eve", null, named("Evelyn Ada"), true),
                    new UserRolesAssigned(bob, List.of(pilot)));
        }

        @Test
        void all_of_them_come_newest_first_with_the_kept_total() {
            var page = persons.find(crew, filter(Search.NONE), new Paging(1, 2));
            assertThat(page.rows()).extracting(PersonView::id).containsExactly(eve.value(), bob.value());
            assertThat(page.total()).isEqualTo(3);
            assertThat(persons.find(crew, filter(Search.NONE), new Paging(9, 2)).total())
                    .isEqualTo(3);
            assertThat(persons.find(TenantId.random(), filter(Search.NONE), FIRST)
                            .total())
                    .isZero();
        }

        @Test
        void a_pattern_is_taken_as_it_is() {
            assertThat(found(null, Mode.LIKE, "%ada%")).containsExactly(eve.value(), ada.value());
            assertThat(found(null, Mode.LIKE, "ada%")).containsExactly(ada.value());
            assertThat(found("name", Mode.LIKE, "ada")).isEmpty();
            assertThat(found("name", Mode.LIKE, "%100\\%")).containsExactly(bob.value());
            assertThat(found("username", Mode.LIKE, "bob__")).containsExactly(bob.value());
            assertThat(found("phone", Mode.LIKE, "%7946001%")).containsExactly(ada.value());
        }

        @Test
        void exact_values_may_be_several() {
            assertThat(found("username", Mode.EXACT, "ADA", "bob_1")).containsExactly(bob.value(), ada.value());
            assertThat(found(null, Mode.EXACT, ada.value())).containsExactly(ada.value());
        }

        @Test
        void conditions_are_joined_either_way() {
            var name = new Condition("name", Mode.POSIX, List.of("ada"));
            var username = new Condition("username", Mode.EXACT, List.of("eve"));
            assertThat(ids(new Search(List.of(name, username), true, false))).containsExactly(eve.value());
            assertThat(ids(new Search(List.of(name, username), false, false)))
                    .containsExactly(eve.value(), ada.value());
            assertThat(ids(new Search(List.of(name), false, true))).isEmpty();
            assertThat(ids(new Search(
                            List.of(new Condition("name", Mode.SIMILAR_TO, List.of("(Ada|Bob)%"))), false, true)))
                    .containsExactly(bob.value(), ada.value());
        }

        @Test
        void a_role_chooses_or_excludes() {
            var filter = new PersonQueries.Filter(Search.NONE, pilot.value(), null);
            assertThat(persons.find(crew, filter, FIRST).rows())
                    .extracting(PersonView::id)
                    .containsExactly(bob.value());
            var others = persons.find(crew, new PersonQueries.Filter(Search.NONE, null, pilot.value()), FIRST);
            assertThat(others.rows()).extracting(PersonView::id).containsExactly(eve.value(), ada.value());
            assertThat(others.total()).isEqualTo(2);
        }

        private List<String> found(@Nullable String field, Mode mode, String... values) {
            return ids(new Search(List.of(new Condition(field, mode, List.of(values))), false, false));
        }

        private List<String> ids(Search search) {
            var page = persons.find(crew, filter(search), FIRST);
            assertThat(page.total()).isEqualTo(page.rows().size());
            return page.rows().stream().map(PersonView::id).toList();
        }

        private static PersonQueries.Filter filter(Search search) {
            return new PersonQueries.Filter(search, null, null);
        }

        private static Profile named(String name) {
            return new Profile(name, null, null, null, null, null);
        }
    }

    private UserId created() {
        return told(new UserCreated(UserId.random(), null, false, null, null, null, true));
    }

    private UserId told(UserCreated event) {
        story.tell(tenant, event);
        return event.userId();
    }

    private PersonView person(UserId user) {
        return persons.byId(tenant, user.value()).orElseThrow();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
