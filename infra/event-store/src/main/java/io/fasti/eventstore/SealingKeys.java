package io.fasti.eventstore;

import io.fasti.eventstore.SubjectKeys.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one append seals with. A subject's first key is made here and its row goes into the append's transaction;
 * it is remembered only once that is committed.
 */
final class SealingKeys {
    private final SubjectKeys keys;
    private final String tenantId;
    private final Map<Subject, SecretKey> made = new LinkedHashMap<>();
    private final Set<Subject> erased = new LinkedHashSet<>();

    SealingKeys(SubjectKeys keys, String tenantId) {
        this.keys = keys;
        this.tenantId = tenantId;
    }

    SecretKey ofTenant() {
        return keys.ofTenant(tenantId);
    }

    /** This append destroys the subject's key: nothing more is sealed under it, and none is made. */
    void erase(String subjectId) {
        erased.add(new Subject(tenantId, subjectId));
    }

    /**
     * The subject's key; null when the subject was erased, or is by this append.
     *
     * @param isNew nothing of the subject has been stored before, so it is not worth looking for a key
     */
    @Nullable
    SecretKey ofSubject(String subjectId, boolean isNew) {
        var subject = new Subject(tenantId, subjectId);
        if (erased.contains(subject)) {
            return null;
        }
        var mine = made.get(subject);
        if (mine != null) {
            return mine;
        }
        var held = isNew ? keys.remembered(subject) : keys.find(subject);
        if (held != null) {
            return held.key();
        }
        var fresh = Sealing.newKey();
        made.put(subject, fresh);
        return fresh;
    }

    /** The rows of the keys that were made, and what is left of those that were destroyed. */
    List<RowOperation> rows() {
        var rows = new ArrayList<RowOperation>();
        made.entrySet().forEach(entry -> rows.add(row(entry)));
        erased.forEach(subject -> rows.addAll(tombstone(subject)));
        return rows;
    }

    void committed() {
        made.forEach(keys::remember);
        erased.forEach(subject -> keys.erased(subject.tenantId(), subject.subjectId()));
    }

    /** Another may have made the key first: then the next attempt finds theirs. */
    void refused() {
        keys.load(made.keySet());
    }

    /** A row without a key stays, so that no other is made; a snapshot could not be opened any more. */
    private static List<RowOperation> tombstone(Subject subject) {
        var row = Row.of("tenant_id", subject.tenantId(), "subject_id", subject.subjectId(), "wrapped", null);
        return List.of(
                new RowOperation.Upsert(SubjectKeys.SUBJECT_KEY, row),
                new RowOperation.Delete(Snapshots.SNAPSHOT, Row.of("aggregate_id", subject.subjectId())));
    }

    private RowOperation row(Map.Entry<Subject, SecretKey> entry) {
        var subject = entry.getKey();
        var wrapped = keys.wrap(subject, entry.getValue());
        return new RowOperation.Insert(
                SubjectKeys.SUBJECT_KEY,
                Row.of("tenant_id", subject.tenantId(), "subject_id", subject.subjectId(), "wrapped", wrapped));
    }
}
