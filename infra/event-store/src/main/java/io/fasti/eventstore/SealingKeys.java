package io.fasti.eventstore;

import io.fasti.eventstore.SubjectKeys.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    SealingKeys(SubjectKeys keys, String tenantId) {
        this.keys = keys;
        this.tenantId = tenantId;
    }

    SecretKey ofTenant() {
        return keys.ofTenant(tenantId);
    }

    /**
     * The subject's key; null when the subject was erased.
     *
     * @param isNew nothing of the subject has been stored before, so it is not worth looking for a key
     */
    @Nullable
    SecretKey ofSubject(String subjectId, boolean isNew) {
        var subject = new Subject(tenantId, subjectId);
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

    /** The rows of the keys that were made. */
    List<RowOperation> rows() {
        return made.entrySet().stream().map(this::row).toList();
    }

    void committed() {
        made.forEach(keys::remember);
    }

    /** Another may have made the key first: then the next attempt finds theirs. */
    void refused() {
        keys.load(made.keySet());
    }

    private RowOperation row(Map.Entry<Subject, SecretKey> entry) {
        var subject = entry.getKey();
        var wrapped = keys.wrap(subject, entry.getValue());
        return new RowOperation.Insert(
                SubjectKeys.SUBJECT_KEY,
                Row.of("tenant_id", subject.tenantId(), "subject_id", subject.subjectId(), "wrapped", wrapped));
    }
}
