package io.fasti.query.lumo;

import static io.fasti.query.lumo.GoldenStory.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyId;
import io.fasti.events.Change;
import io.fasti.events.EventCatalogue;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupId;
import io.fasti.events.IdentityEvent;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookEvent.WebhookUrlChanged;
import io.fasti.events.WebhookId;
import io.fasti.eventstore.Keys;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.Positions;
import io.fasti.eventstore.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Resources as they were, over HTTP: what happened is in the event store, and the follower applies it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeTravelTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Origin ORIGIN =
            new Origin("api_key", "key_1", "req_1", "req_1", null, "192.0.2.7", "tests", "lumo", "POST /admin/things");

    private final RunningReads reads = new RunningReads("past");
    private final Map<String, Long> sequences = new HashMap<>();
    private int second;

    @AfterAll
    void stop() {
        reads.close();
    }

    @Test
    void a_resource_is_shown_as_it_was_with_its_references_as_they_were_and_without_counters() {
        var permission = PermissionId.random();
        var role = RoleId.random();
        tell(permission.value(), new PermissionCreated(permission, "p.read", "Read", null, null, null, null, false));
        var created = tell(role.value(), new RoleCreated(role, "past-role", "Before", "first", false));
        var given = tell(role.value(), new RolePermissionsAdded(role, List.of(permission)));
        tell(permission.value(), new PermissionRenamed(permission, "Read all"));
        var renamed = tell(role.value(), new RoleRenamed(role, "After"));

        assertThat(get("/roles/" + role).path("name").asString()).isEqualTo("After");
        var then = get("/roles/" + role + "?position=" + given);
        assertThat(then.path("name").asString()).isEqualTo("Before");
        assertThat(then.at("/permissions/0/name").asString()).isEqualTo("Read");
        assertThat(then.has("userCount")).isFalse();
        assertThat(get("/roles/" + role + "?position=" + created).path("permissions"))
                .isEmpty();
        assertThat(get("/roles/past-role?position=" + created).path("id").asString())
                .isEqualTo(role.value());
        assertThat(get("/roles/" + role + "?position=" + renamed)
                        .at("/permissions/0/name")
                        .asString())
                .isEqualTo("Read all");
        var answer = reads.get(path("/roles/" + role + "?position=" + given), RunningReads.ADMIN);
        assertThat(answer.headers().firstValue("Fasti-Position")).hasValue(String.valueOf(given));
        assertThat(answer.headers().firstValue("ETag").orElse("")).startsWith("\"1-");
    }

    @Test
    void the_time_that_a_resource_names_itself_shows_that_version() {
        var role = RoleId.random();
        tell(role.value(), new RoleCreated(role, "timed", "One", null, false));
        var one = get("/roles/" + role).path("updatedAt").asString();
        tell(role.value(), new RoleRenamed(role, "Two"));
        var two = get("/roles/" + role).path("updatedAt").asString();
        tell(role.value(), new RoleRenamed(role, "Three"));

        assertThat(get("/roles/" + role + "?at=" + one).path("name").asString()).isEqualTo("One");
        assertThat(get("/roles/" + role + "?at=" + two).path("name").asString()).isEqualTo("Two");
        assertThat(get("/roles/" + role + "?at=" + Instant.now()).path("name").asString())
                .isEqualTo("Three");
        assertThat(status("/roles/" + role + "?at=2020-01-01T00:00:00%2B02:00")).isEqualTo(404);
        assertThat(status("/roles/" + role + "?at=-999999-01-01T00:00:00Z")).isEqualTo(404);
    }

    @Test
    void before_it_was_and_after_it_was_deleted_there_is_nothing() {
        var role = RoleId.random();
        var before = tell(RoleId.random().value(), new RoleCreated(RoleId.random(), "other", "Other", null, false));
        var created = tell(role.value(), new RoleCreated(role, "gone", "Gone", null, false));
        var deleted = tell(role.value(), new RoleDeleted(role, "gone", List.of()));

        assertThat(status("/roles/" + role)).isEqualTo(404);
        assertThat(status("/roles/" + role + "?position=" + before)).isEqualTo(404);
        assertThat(status("/roles/" + role + "?position=" + created)).isEqualTo(200);
        assertThat(status("/roles/" + role + "?position=" + deleted)).isEqualTo(404);
        assertThat(status("/roles/rol_unknown?position=" + created)).isEqualTo(404);
        var foreign = reads.get("/t/other/api/v1/admin/roles/" + role + "?position=" + created, RunningReads.OTHER);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(reads.get("/t/other/api/v1/admin/roles/" + role + "/history", RunningReads.OTHER)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_user_is_shown_with_what_they_had_and_erased_values_stay_erased() {
        var admin = RoleId.random();
        var group = GroupId.random();
        var user = UserId.random();
        tell(admin.value(), new RoleCreated(admin, "admin", "Administrator", null, true));
        tell(group.value(), new GroupCreated(group, "staff", "Staff", null));
        tell(group.value(), new GroupRolesAdded(group, List.of(admin)));
        var created = tell(user.value(), new UserCreated(user, "first@acme.example", true, null, null, null, true));
        var changed = tell(user.value(), new UserEmailChanged(user, "first@acme.example", "second@acme.example"));
        var joined = tell(user.value(), new UserGroupsJoined(user, List.of(group)));
        tell(user.value(), new UserRolesAssigned(user, List.of(admin)));

        var first = get("/users/second@acme.example?position=" + created);
        assertThat(first.path("email").asString()).isEqualTo("first@acme.example");
        assertThat(first.path("isAdmin").asBoolean()).isFalse();
        assertThat(first.path("groups")).isEmpty();
        assertThat(first.has("loginCount")).isFalse();
        var second = get("/users/" + user + "?position=" + joined);
        assertThat(second.path("isAdmin").asBoolean()).isTrue();
        assertThat(second.at("/groups/0/slug").asString()).isEqualTo("staff");
        assertThat(second.path("roles")).isEmpty();

        reads.bean(Keys.class).erase(ACME, user.value());
        var erased = get("/users/" + user + "?position=" + changed);
        assertThat(erased.toString()).doesNotContain("acme.example");
        assertThat(get("/users/" + user + "/history").toString()).doesNotContain("acme.example");
    }

    @Test
    void history_tells_each_version_with_who_made_it_and_what_changed_the_newest_first() {
        var role = RoleId.random();
        tell(role.value(), new RoleCreated(role, "told", "One", null, false));
        tell(role.value(), new RoleRenamed(role, "Two"));
        tell(role.value(), new RoleDescribed(role, "described"));
        var last = tell(role.value(), new RoleDeleted(role, "told", List.of()));

        var history = body("/roles/" + role + "/history?limit=3");
        assertThat(history.at("/meta/total").asInt()).isEqualTo(4);
        var versions = history.path("data");
        assertThat(versions.valueStream().map(each -> each.path("event").asString()))
                .containsExactly("role.deleted", "role.described", "role.renamed");
        assertThat(versions.path(0).path("position").asLong()).isEqualTo(last);
        assertThat(versions.path(0).at("/changes/name/from").asString()).isEqualTo("Two");
        assertThat(versions.path(0).at("/changes/name/to").isNull()).isTrue();
        assertThat(versions.path(1).at("/changes/description/to").asString()).isEqualTo("described");
        assertThat(versions.path(2).at("/changes/name").toString()).isEqualTo("{\"from\":\"One\",\"to\":\"Two\"}");
        assertThat(versions.path(2).path("version").asLong()).isEqualTo(1);
        assertThat(versions.path(2).at("/actor/id").asString()).isEqualTo("key_1");
        assertThat(versions.path(2).has("userCount")).isFalse();
        assertThat(versions.path(2).path("changes").propertyNames()).containsExactlyInAnyOrder("name", "updatedAt");
        var rest = body("/roles/" + role + "/history?limit=3&page=2").path("data");
        assertThat(rest.valueStream().map(each -> each.path("event").asString()))
                .containsExactly("role.created");
        assertThat(rest.path(0).at("/changes/slug/from").isNull()).isTrue();
        assertThat(body("/roles/" + role + "/history?page=9").path("data")).isEmpty();
    }

    @Test
    void keys_webhooks_groups_and_tenants_have_a_past_too() {
        var key = new ApiKeyId("key_past");
        var made = tell(
                key.value(),
                new ApiKeyCreated(key, "Key", "h", "sk_live_1", List.of("admin:read"), BEGIN.plus(Duration.ofDays(1))));
        assertThat(get("/api-keys/" + key + "?position=" + made)
                        .path("isActive")
                        .asBoolean())
                .isTrue();
        assertThat(get("/api-keys/" + key).path("isActive").asBoolean()).isFalse();
        assertThat(get("/api-keys/" + key + "/history")).hasSize(1);

        var webhook = WebhookId.random();
        var hooked = tell(
                webhook.value(), new WebhookCreated(webhook, "https://a.example", List.of("*"), null, "whsec_1", true));
        tell(webhook.value(), new WebhookUrlChanged(webhook, "https://b.example"));
        var then = get("/webhooks/" + webhook + "?position=" + hooked);
        assertThat(then.path("url").asString()).isEqualTo("https://a.example");
        assertThat(then.has("failureCount")).isFalse();
        assertThat(body("/webhooks/" + webhook + "/history").toString()).doesNotContain("whsec_1");

        var group = GroupId.random();
        var grouped = tell(group.value(), new GroupCreated(group, "grouped", "Grouped", null));
        assertThat(get("/groups/grouped?position=" + grouped).has("members")).isFalse();
        assertThat(get("/groups/grouped/history")).hasSize(1);

        var founded = tell(ACME.value(), new TenantCreated(ACME, "acme-corp", "Acme"));
        tell(ACME.value(), new TenantRenamed(ACME, "Acme Corporation"));
        assertThat(get("/tenant?position=" + founded).path("name").asString()).isEqualTo("Acme");
        assertThat(get("/tenant/history")).hasSize(2);
        var operated = reads.get("/api/v1/operator/tenants/acme-corp?position=" + founded, RunningReads.OPERATOR);
        assertThat(JSON.readTree(operated.body()).at("/data/name").asString()).isEqualTo("Acme");
        assertThat(JSON.readTree(reads.get("/api/v1/operator/tenants/acme-corp/history", RunningReads.OPERATOR)
                                .body())
                        .path("data"))
                .hasSize(2);
    }

    @Test
    void a_profile_of_changes_is_told_field_by_field() {
        var user = UserId.random();
        tell(user.value(), new UserCreated(user, null, false, "eve", null, null, true));
        tell(
                user.value(),
                new UserProfileChanged(
                        user,
                        Change.to("Eve"),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.keep()));

        var change = get("/users/eve/history").path(0).path("changes");
        assertThat(change.at("/name/to").asString()).isEqualTo("Eve");
        assertThat(change.propertyNames()).containsExactlyInAnyOrder("name", "updatedAt");
    }

    @Test
    void a_moment_that_makes_no_sense_is_refused_with_its_field() {
        var role = RoleId.random();
        var at = tell(role.value(), new RoleCreated(role, "asked", "Asked", null, false));
        var wrong = Map.of(
                "?position=0",
                "position",
                "?position=x",
                "position",
                "?position=" + (at + 1_000_000),
                "position",
                "?position=1&position=2",
                "position",
                "?at=yesterday",
                "at",
                "?at=",
                "at",
                "?at=2999-01-01T00:00:00Z",
                "at",
                "?at=2026-01-01T00:00:00Z&position=1",
                "at");

        wrong.forEach((query, field) -> {
            var answer = reads.get(path("/roles/" + role + query), RunningReads.ADMIN);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).path("details").has(field))
                    .as(query + answer.body())
                    .isTrue();
        });
        assertThat(status("/roles?at=2026-01-01T00:00:00Z")).isEqualTo(400);
        assertThat(status("/roles/" + role + "/permissions?position=" + at)).isEqualTo(400);
    }

    /** @return the position of the last event, which the read models have reached */
    private long tell(String aggregateId, IdentityEvent... events) {
        return tell(ACME, aggregateId, events);
    }

    private long tell(TenantId tenantId, String aggregateId, IdentityEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (var event : events) {
            var sequence = sequences.merge(aggregateId, 0L, (old, _) -> old + 1);
            messages.add(new GenericDomainEventMessage<>(
                    EventCatalogue.of(event.getClass()).stream(), aggregateId, sequence, event));
        }
        var write = new Write(tenantId, ORIGIN, BEGIN.plus(Duration.ofSeconds(second++)), null, List.of());
        write.call(() -> {
            reads.bean(EventStorageEngine.class).appendEvents(messages);
            return true;
        });
        try {
            assertThat(reads.bean(Positions.class).await(write.position(), Duration.ofSeconds(30)))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return write.position();
    }

    private JsonNode get(String path) {
        return body(path).path("data");
    }

    private JsonNode body(String path) {
        var answer = reads.get(path(path), RunningReads.ADMIN);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private int status(String path) {
        return reads.get(path(path), RunningReads.ADMIN).statusCode();
    }

    private static String path(String path) {
        return "/t/acme-corp/api/v1/admin" + path;
    }
}
