package io.fasti.query.stream;

import io.fasti.events.TenantId;
import io.fasti.eventstore.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Keys in memory: what is sealed cannot be read by looking at it, and a person can be erased. */
public final class MemoryKeys implements Keys {
    private final Set<String> erased = new HashSet<>();

    @Override
    public void erase(TenantId tenantId, String subjectId) {
        erased.add(tenantId + "/" + subjectId);
    }

    @Override
    public void forget(TenantId tenantId, String subjectId) {}

    @Override
    public String sealPersonal(TenantId tenantId, String subjectId, String text) {
        return hide(tenantId + "/" + subjectId, text);
    }

    @Override
    public Optional<String> openPersonal(TenantId tenantId, String subjectId, String sealed) {
        var key = tenantId + "/" + subjectId;
        return erased.contains(key) ? Optional.empty() : Optional.of(show(key, sealed));
    }

    @Override
    public String seal(TenantId tenantId, String text) {
        return hide(tenantId.value(), text);
    }

    @Override
    public String open(TenantId tenantId, String sealed) {
        return show(tenantId.value(), sealed);
    }

    private static String hide(String key, String text) {
        return Base64.getEncoder().encodeToString((key + "\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static String show(String key, String sealed) {
        var text = new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
        if (!text.startsWith(key + "\n")) {
            throw new IllegalArgumentException("sealed under another key");
        }
        return text.substring(key.length() + 1);
    }
}
