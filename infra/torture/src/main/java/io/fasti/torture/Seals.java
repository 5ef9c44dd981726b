package io.fasti.torture;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens what is sealed, from the documented form alone: master key → tenant's key → person's key, each AES-256-GCM with a
 * nonce of 12 bytes in front and a tag of 16 behind, and the place that it was sealed for as additional data.
 */
final class Seals {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NONCE = 12;

    private final Map<String, byte[]> tenantKeys = new HashMap<>();
    private final Map<String, byte[]> subjectKeys = new HashMap<>();
    private final Set<String> erased = new HashSet<>();
    private long opened;

    Seals(Connection connection, byte[] masterKey) throws SQLException, GeneralSecurityException {
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select tenant_id, wrapped from event_store.tenant_key")) {
                while (rows.next()) {
                    var tenant = rows.getString(1);
                    tenantKeys.put(tenant, open(masterKey, "tenant " + tenant, rows.getBytes(2)));
                }
            }
            try (var rows =
                    statement.executeQuery("select tenant_id, subject_id, wrapped from event_store.subject_key")) {
                while (rows.next()) {
                    var subject = rows.getString(1) + "/" + rows.getString(2);
                    var wrapped = rows.getBytes(3);
                    if (wrapped == null) {
                        erased.add(subject);
                    } else {
                        subjectKeys.put(
                                subject, open(ofTenant(rows.getString(1)), "subject " + rows.getString(2), wrapped));
                    }
                }
            }
        }
    }

    /** How many sealed members have been opened. */
    long opened() {
        return opened;
    }

    /** Whether the key was destroyed; one that is not there at all is missing. */
    boolean isErased(String tenantId, String subjectId) {
        return erased.contains(tenantId + "/" + subjectId);
    }

    /**
     * The JSON with its sealed members opened, but without those of the erased.
     *
     * @param place where it stands, as it is authenticated with what is sealed under the tenant's key
     */
    JsonNode read(String json, String tenantId, String owner, String place) throws GeneralSecurityException {
        var node = (ObjectNode) JSON.readTree(json);
        if (node.remove("$personal") instanceof ObjectNode box) {
            var subject = box.path("subject").asString();
            if (!isErased(tenantId, subject)) {
                merge(node, box, subjectKeys.get(tenantId + "/" + subject), subject + " " + place, tenantId);
            }
        }
        node.remove("$erased");
        if (node.remove("$sealed") instanceof ObjectNode box) {
            merge(node, box, ofTenant(tenantId), owner + " " + place, tenantId);
        }
        return node;
    }

    /** A member that is not sealed. */
    String member(String json, String name) {
        return JSON.readTree(json).path(name).asString("");
    }

    private void merge(ObjectNode node, ObjectNode box, byte @Nullable [] key, String context, String tenantId)
            throws GeneralSecurityException {
        if (key == null) {
            throw new GeneralSecurityException("there is no key for " + context);
        }
        var sealed = Base64.getDecoder().decode(box.path("data").asString(""));
        if (sealed.length <= NONCE) {
            throw new GeneralSecurityException(context + " is closed, and there is a key");
        }
        var plain = (ObjectNode) JSON.readTree(open(key, context, sealed));
        for (var field : box.path("fields")) {
            if (!plain.has(field.asString())) {
                throw new GeneralSecurityException(context + " names " + field + ", and does not hold it");
            }
        }
        if (opened++ % 100 == 0) {
            mustNotOpen(key, context + " elsewhere", sealed);
            mustNotOpen(key == ofTenant(tenantId) ? new byte[32] : ofTenant(tenantId), context, sealed);
        }
        node.setAll(plain);
    }

    private static void mustNotOpen(byte[] key, String context, byte[] sealed) throws GeneralSecurityException {
        try {
            open(key, context, sealed);
        } catch (AEADBadTagException _) {
            return;
        }
        throw new GeneralSecurityException(context + " was opened with what it was not sealed with");
    }

    private byte[] ofTenant(String tenantId) {
        var key = tenantKeys.get(tenantId);
        if (key == null) {
            throw new IllegalStateException("tenant " + tenantId + " has no key");
        }
        return key;
    }

    private static byte[] open(byte[] key, String context, byte[] sealed) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(sealed, NONCE)));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    }
}
