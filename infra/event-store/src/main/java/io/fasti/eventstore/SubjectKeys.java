package io.fasti.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fasti.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of tenants and persons: a tenant's is wrapped with the master key, a person's with the tenant's. They are kept
 * in memory once read, as many as is allowed.
 */
final class SubjectKeys implements Keys {
    /** Whose key: a person is known within their tenant only. */
    record Subject(String tenantId, String subjectId) {}

    /** A key that is there; without one the person has been erased. */
    record Held(@Nullable SecretKey key) {
        static final Held ERASED = new Held(null);

        @Override
        public String toString() {
            return key == null ? "erased" : "held";
        }
    }

    static final Table SUBJECT_KEY = Table.named("event_store.subject_key")
            .key("tenant_id", Column.Type.TEXT)
            .key("subject_id", Column.Type.TEXT)
            .column("wrapped", Column.Type.BYTES);

    private static final String TEXT = "text of ";

    private final JdbcClient jdbc;
    private final MasterKeys masters;
    private final Cache<String, SecretKey> tenants;
    private final Cache<Subject, Held> subjects;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    SubjectKeys(JdbcClient jdbc, MasterKeys masters, int remembered) {
        this.jdbc = jdbc;
        this.masters = masters;
        this.tenants = Caffeine.newBuilder().maximumSize(10_000).build();
        this.subjects = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** The tenant's key; it is made, for good, when it is asked for the first time. */
    SecretKey ofTenant(String tenantId) {
        var known = tenants.getIfPresent(tenantId);
        return known != null ? known : tenants.get(tenantId, this::loadOrMake);
    }

    /** The subject's key; null when there is none yet. */
    @Nullable
    Held find(Subject subject) {
        var known = subjects.getIfPresent(subject);
        // What was read is answered from what was read: a full memory may let go of it at once.
        return known != null ? known : load(List.of(subject)).get(subject);
    }

    @Nullable
    Held remembered(Subject subject) {
        return subjects.getIfPresent(subject);
    }

    void remember(Subject subject, SecretKey key) {
        subjects.put(subject, new Held(key));
    }

    /** Reads the keys that are not in memory yet, all at once, and answers these. */
    Map<Subject, Held> load(Collection<Subject> wanted) {
        var missing = new LinkedHashSet<>(wanted);
        missing.removeIf(subject -> subjects.getIfPresent(subject) != null);
        if (missing.isEmpty()) {
            return Map.of();
        }
        var read = new HashMap<Subject, Held>();
        var tenantIds = missing.stream().map(Subject::tenantId).toArray(String[]::new);
        var subjectIds = missing.stream().map(Subject::subjectId).toArray(String[]::new);
        jdbc.sql("""
                select k.tenant_id, k.subject_id, k.wrapped
                from unnest(:tenants::text[], :subjects::text[]) as u(tenant_id, subject_id)
                join event_store.subject_key k on k.tenant_id = u.tenant_id and k.subject_id = u.subject_id
                """)
                .param("tenants", tenantIds)
                .param("subjects", subjectIds)
                .query((row, _) -> {
                    var subject = new Subject(row.getString(1), row.getString(2));
                    var wrapped = row.getBytes(3);
                    var held = wrapped == null ? Held.ERASED : new Held(unwrap(subject, wrapped));
                    // Who has been heard to be erased since this was read stays so.
                    subjects.asMap().putIfAbsent(subject, held);
                    read.put(subject, held);
                    return subject;
                })
                .list();
        return read;
    }

    byte[] wrap(Subject subject, SecretKey key) {
        return Sealing.seal(ofTenant(subject.tenantId()), "subject " + subject.subjectId(), key.getEncoded());
    }

    private SecretKey unwrap(Subject subject, byte[] wrapped) {
        return Sealing.key(Sealing.open(ofTenant(subject.tenantId()), "subject " + subject.subjectId(), wrapped));
    }

    @Override
    public String sealPersonal(TenantId tenantId, String subjectId, String text) {
        var subject = new Subject(tenantId.value(), subjectId);
        var held = find(subject);
        if (held == null) {
            jdbc.sql("insert into event_store.subject_key values (:tenant, :subject, :wrapped) on conflict do nothing")
                    .param("tenant", subject.tenantId())
                    .param("subject", subjectId)
                    .param("wrapped", wrap(subject, Sealing.newKey()))
                    .update();
            held = find(subject);
        }
        return held == null || held.key() == null ? "" : sealText(held.key(), subjectId, text);
    }

    @Override
    public Optional<String> openPersonal(TenantId tenantId, String subjectId, String sealed) {
        var held = find(new Subject(tenantId.value(), subjectId));
        return held == null || held.key() == null || sealed.isEmpty()
                ? Optional.empty()
                : Optional.of(openText(held.key(), subjectId, sealed));
    }

    @Override
    public String seal(TenantId tenantId, String text) {
        return sealText(ofTenant(tenantId.value()), tenantId.value(), text);
    }

    @Override
    public String open(TenantId tenantId, String sealed) {
        return openText(ofTenant(tenantId.value()), tenantId.value(), sealed);
    }

    @Override
    public void erase(TenantId tenantId, String subjectId) {
        jdbc.sql("""
                insert into event_store.subject_key (tenant_id, subject_id, wrapped) values (:tenant, :subject, null)
                on conflict (tenant_id, subject_id) do update set wrapped = null
                """)
                .param("tenant", tenantId.value())
                .param("subject", subjectId)
                .update();
        forget(tenantId, subjectId);
    }

    @Override
    public void forget(TenantId tenantId, String subjectId) {
        forget(tenantId.value(), subjectId);
    }

    void forget(String tenantId, String subjectId) {
        subjects.invalidate(new Subject(tenantId, subjectId));
        listeners.forEach(listener -> listener.accept(subjectId));
    }

    /** Remembers that there is no key any more. */
    void erased(String tenantId, String subjectId) {
        subjects.put(new Subject(tenantId, subjectId), Held.ERASED);
        listeners.forEach(listener -> listener.accept(subjectId));
    }

    /** Has it told whose key must not be known any more, so that what it opened is let go of too. */
    void whenForgotten(Consumer<String> listener) {
        listeners.add(listener);
    }

    private static String sealText(SecretKey key, String owner, String text) {
        var sealed = Sealing.seal(key, TEXT + owner, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sealed);
    }

    private static String openText(SecretKey key, String owner, String sealed) {
        var opened = Sealing.open(key, TEXT + owner, Base64.getDecoder().decode(sealed));
        return new String(opened, StandardCharsets.UTF_8);
    }

    /** Two processes may do this at once: the first row stays, and both read it. */
    private SecretKey loadOrMake(String tenantId) {
        var there = readTenant(tenantId);
        if (there.isEmpty()) {
            jdbc.sql("insert into event_store.tenant_key (tenant_id, master_key_id, wrapped)"
                            + " values (:tenant, :master, :wrapped) on conflict do nothing")
                    .param("tenant", tenantId)
                    .param("master", masters.current().id())
                    .param("wrapped", masters.current().wrap(tenantId, Sealing.newKey()))
                    .update();
            there = readTenant(tenantId);
        }
        return there.getFirst();
    }

    private List<SecretKey> readTenant(String tenantId) {
        return new ArrayList<>(
                jdbc.sql("select master_key_id, wrapped from event_store.tenant_key where tenant_id = :tenant")
                        .param("tenant", tenantId)
                        .query((row, _) -> masters.unwrap(tenantId, row.getString(1), row.getBytes(2)))
                        .list());
    }
}
