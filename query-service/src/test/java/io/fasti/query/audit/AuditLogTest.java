package io.fasti.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyId;
import io.fasti.events.Change;
import io.fasti.events.IdentityEvent;
import io.fasti.events.Profile;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserErased;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookId;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.http.Paging;
import io.fasti.query.audit.AuditEntry.Changed;
import io.fasti.query.audit.AuditQueries.Filter;
import io.fasti.query.platform.Page;
import io.fasti.query.stream.MemoryKeys;
import io.fasti.query.stream.MemoryLog;
import io.fasti.query.stream.QuerySchema;
import io.fasti.testing.PostgresTest;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

@PostgresTest
class AuditLogTest {
    private static final TenantId TENANT = new TenantId("ten_1");
    private static final UserId ADA = new UserId("usr_ada");
    private static final RoleId CLERK = new RoleId("rol_clerk");
    private static final Paging FIRST = new Paging(1, 25);
    private static final Filter ALL = new Filter(null, null, null, null, null, null, null);

    private final MemoryLog log = new MemoryLog();
    private final MemoryKeys keys = new MemoryKeys();
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final AuditQueries queries;

    AuditLogTest(DataSource dataSource) {
        QuerySchema.create(dataSource);
        jdbc = JdbcClient.create(dataSource);
        var seal = new AuditSeal(keys);
        audit = new AuditLog(log, jdbc, seal, new JdbcTransactionManager(dataSource));
        queries = new AuditQueries(jdbc, seal);
    }

    @BeforeEach
    void nothing_was_audited() {
        jdbc.sql("truncate query.audit_log, query.audit_state, query.audit_total")
                .update();
    }

    @Test
    void an_entry_says_who_did_what_to_whom_and_how() {
        happened(ADA.value(), created());
        var entry = all().rows().getFirst();
        assertThat(entry.id()).matches("log_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(entry.eventType()).isEqualTo("user.created");
        assertThat(entry.actor()).isEqualTo(new AuditEntry.Party("api_key", "key_1", null, null));
        assertThat(entry.target())
                .isEqualTo(new AuditEntry.Party("user", ADA.value(), "Ada Lovelace", "ada@example.com"));
        assertThat(entry.outcome()).isEqualTo("success");
        assertThat(entry.ipAddress()).isEqualTo("203.0.113.9");
        assertThat(entry.userAgent()).isEqualTo("curl/8");
        assertThat(entry.requestId()).isEqualTo("req_1");
        assertThat(entry.operation()).isEqualTo("POST /admin/users");
        assertThat(entry.occurredAt()).isEqualTo(MemoryLog.START.plusSeconds(1));
        assertThat(entry.changes()).containsEntry("email", new Changed(null, "ada@example.com"));
        assertThat(queries.byId(TENANT, entry.id())).contains(entry);
    }

    @Test
    void an_entry_says_what_was_before() {
        happened(ADA.value(), created());
        happened(
                ADA.value(),
                new UserProfileChanged(
                        ADA,
                        Change.to("Ada King"),
                        Change.to(null),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.keep()));
        happened(ADA.value(), new UserBlocked(ADA));
        happened(ADA.value(), new UserRolesAssigned(ADA, List.of(CLERK)));
        happened(ADA.value(), new UserRolesRevoked(ADA, List.of(CLERK)));
        happened(ADA.value(), new UserAttributesChanged(ADA, Map.of("floor", 3, "tags", List.of("a"))));
        happened(ADA.value(), new UserAttributesChanged(ADA, Map.of("floor", 4)));

        var changes = oldestFirst().rows().stream().map(AuditEntry::changes).toList();
        assertThat(changes.get(1))
                .isEqualTo(
                        Map.of("name", new Changed("Ada Lovelace", "Ada King"), "givenName", new Changed("Ada", null)));
        assertThat(changes.get(2)).isEqualTo(Map.of("blocked", new Changed(false, true)));
        assertThat(changes.get(3)).isEqualTo(Map.of("roles", new Changed(null, List.of("rol_clerk"))));
        assertThat(changes.get(4)).isEqualTo(Map.of("roles", new Changed(List.of("rol_clerk"), null)));
        assertThat(changes.get(6))
                .isEqualTo(Map.of(
                        "attributes",
                        new Changed(
                                Map.of("floor", 3, "tags", List.of("a")), Map.of("floor", 4, "tags", List.of("a")))));
    }

    @Test
    void an_event_that_is_given_again_adds_nothing() {
        var events = List.of(
                log.append(TENANT.value(), ADA.value(), created()),
                log.append(TENANT.value(), ADA.value(), new UserBlocked(ADA)),
                log.append(TENANT.value(), CLERK.value(), role("Clerk")));
        audit.react(events.subList(0, 2));
        var once = all();
        audit.react(events.subList(0, 2));
        audit.react(events);
        audit.react(events.subList(1, 3));
        assertThat(all().total()).isEqualTo(3);
        assertThat(oldestFirst().rows().subList(0, 2)).isEqualTo(once.rows().reversed());
    }

    @Test
    void secrets_and_hashes_are_nowhere() {
        happened(ADA.value(), created());
        happened(ADA.value(), new UserPasswordSet(ADA, "$argon2id$hash"));
        happened("key_2", new ApiKeyCreated(new ApiKeyId("key_2"), "CI", "5ha256", "sk_live_ab", List.of(), null));
        happened(
                "whk_1",
                new WebhookCreated(
                        new WebhookId("whk_1"), "https://x.example/", List.of("*"), null, "whsec_secret", true));
        assertThat(oldestFirst().rows().get(1).changes()).isEqualTo(Map.of("hasPassword", new Changed(null, true)));
        assertThat(all().rows().toString()).doesNotContain("argon2id", "5ha256", "whsec_secret");
    }

    @Test
    void what_is_personal_is_sealed_and_goes_with_the_person() {
        happened(ADA.value(), created());
        happened(ADA.value(), new UserBlocked(ADA));
        assertThat(jdbc.sql("""
                        select l::text from query.audit_log l
                        union all
                        select s::text from query.audit_state s
                        """).query(String.class).list())
                .allSatisfy(row -> assertThat(row).doesNotContain("ada@", "Ada", "203.0.113.9"));

        keys.erase(TENANT, ADA.value());
        var entries = oldestFirst().rows();
        assertThat(entries.getFirst().target().email()).isEqualTo("[erased]");
        assertThat(entries.getFirst().changes()).containsEntry("email", new Changed("[erased]", "[erased]"));
        assertThat(entries.getFirst().changes()).containsEntry("isActive", new Changed(null, true));
        assertThat(entries.get(1).changes()).isEqualTo(Map.of("blocked", new Changed(false, true)));
    }

    @Test
    void an_erasure_is_an_entry_that_tells_nothing_of_the_person() {
        happened(ADA.value(), created());
        keys.erase(TENANT, ADA.value());
        happened(ADA.value(), new UserErased(ADA));

        var entry = all().rows().getFirst();
        assertThat(entry.eventType()).isEqualTo("user.erased");
        assertThat(entry.target().email()).isEqualTo("[erased]");
        assertThat(entry.changes()).isEmpty();
    }

    @Test
    void a_deleted_target_keeps_its_name_in_the_entry() {
        happened(ADA.value(), created());
        happened(ADA.value(), new UserDeleted(ADA, "ada@example.com", null, null, List.of(), List.of(), List.of()));
        var entry = all().rows().getFirst();
        assertThat(entry.target().email()).isEqualTo("ada@example.com");
        assertThat(entry.changes()).containsEntry("email", new Changed("ada@example.com", null));
    }

    @Test
    void actors_are_called_by_their_names() {
        happened("key_1", new ApiKeyCreated(new ApiKeyId("key_1"), "CI", "hash", "sk_live_ab", List.of(), null));
        happened(CLERK.value(), role("Clerk"));
        assertThat(all().rows())
                .allSatisfy(entry -> assertThat(entry.actor().name()).isEqualTo("CI"));
    }

    @Test
    void an_event_of_a_later_release_has_an_entry_too() {
        happened(CLERK.value(), role("Clerk"));
        var known = log.append(TENANT.value(), CLERK.value(), new RoleRenamed(CLERK, "x"));
        audit.react(List.of(new Stored(
                known.position(),
                known.tenantId(),
                known.aggregateType(),
                known.aggregateId(),
                known.sequence(),
                "role.painted",
                1,
                "{\"colour\":\"red\"}",
                known.metadata(),
                known.occurredAt(),
                known.recordedAt())));
        var entry = all().rows().getFirst();
        assertThat(entry.eventType()).isEqualTo("role.painted");
        assertThat(entry.actor().id()).isEqualTo("key_1");
        assertThat(entry.changes()).isEmpty();
    }

    @Test
    void entries_are_filtered_and_paged_the_newest_first() {
        happened(ADA.value(), created());
        happened(ADA.value(), new UserBlocked(ADA));
        happened(CLERK.value(), role("Clerk"));
        assertThat(all().rows())
                .extracting(AuditEntry::eventType)
                .containsExactly("role.created", "user.blocked", "user.created");
        assertThat(find(new Filter(List.of("user.blocked", "user.created"), null, null, null, null, null, null)))
                .isEqualTo(2);
        assertThat(find(new Filter(List.of(), null, null, null, null, null, null)))
                .isZero();
        assertThat(find(new Filter(null, "key_1", CLERK.value(), "success", null, null, null)))
                .isEqualTo(1);
        assertThat(find(new Filter(null, "key_2", null, null, null, null, null)))
                .isZero();
        assertThat(find(new Filter(null, null, null, "failure", null, null, null)))
                .isZero();
        var second = MemoryLog.START.plusSeconds(2);
        assertThat(find(new Filter(null, null, null, null, second, null, null))).isEqualTo(2);
        assertThat(find(new Filter(null, null, null, null, null, second, null))).isEqualTo(1);
        assertThat(find(new Filter(null, null, null, null, null, null, "CLERK")))
                .isEqualTo(1);
        var page = queries.find(TENANT, ALL, true, new Paging(2, 2));
        assertThat(page.rows()).extracting(AuditEntry::eventType).containsExactly("user.created");
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void another_tenants_entries_are_not_seen() {
        happened(ADA.value(), created());
        var other = new TenantId("ten_2");
        assertThat(queries.find(other, ALL, true, FIRST).rows()).isEmpty();
        assertThat(queries.byId(other, all().rows().getFirst().id())).isEmpty();
    }

    private void happened(String aggregateId, IdentityEvent event) {
        audit.react(List.of(log.append(TENANT.value(), aggregateId, event)));
    }

    private Page<AuditEntry> all() {
        return queries.find(TENANT, ALL, true, FIRST);
    }

    private Page<AuditEntry> oldestFirst() {
        return queries.find(TENANT, ALL, false, FIRST);
    }

    private long find(Filter filter) {
        var page = queries.find(TENANT, filter, true, FIRST);
        assertThat(page.rows()).hasSize((int) page.total());
        return page.total();
    }

    private static UserCreated created() {
        var profile = new Profile("Ada Lovelace", "Ada", null, null, null, null);
        return new UserCreated(ADA, "ada@example.com", false, null, null, profile, true);
    }

    private static RoleCreated role(String name) {
        return new RoleCreated(CLERK, "clerk", name, null, false);
    }
}
