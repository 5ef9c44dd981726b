package io.fasti.eventstore;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The master key, and the one before it for as long as keys are wrapped with that. New keys are wrapped with the present
 * one; those of either are opened.
 */
record MasterKeys(MasterKey current, @Nullable MasterKey previous) {
    /** @throws IllegalArgumentException when one of them is not 32 bytes in base64 */
    static MasterKeys parse(@Nullable String current, @Nullable String previous) {
        var now = MasterKey.parse("fasti.master-key", current);
        var before =
                previous == null || previous.isBlank() ? null : MasterKey.parse("fasti.previous-master-key", previous);
        return new MasterKeys(now, before == null || before.id().equals(now.id()) ? null : before);
    }

    boolean has(String masterKeyId) {
        return find(masterKeyId) != null;
    }

    SecretKey unwrap(String tenantId, String masterKeyId, byte[] wrapped) {
        var master = find(masterKeyId);
        if (master == null) {
            throw new IllegalStateException("The key of tenant " + tenantId + " is wrapped with master key "
                    + masterKeyId + ", but this process has " + names());
        }
        return master.unwrap(tenantId, wrapped);
    }

    /** What they are called, to be shown: {@code 66687aadf862bd77}, or two of them. */
    String names() {
        return previous == null ? current.id() : current.id() + " and " + previous.id();
    }

    private @Nullable MasterKey find(String masterKeyId) {
        if (current.id().equals(masterKeyId)) {
            return current;
        }
        return previous != null && previous.id().equals(masterKeyId) ? previous : null;
    }
}
