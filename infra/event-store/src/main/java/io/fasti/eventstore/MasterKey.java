package io.fasti.eventstore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The key that tenants' keys are wrapped with. Its id says with which one, so that it can be changed. */
record MasterKey(String id, SecretKey key) {
    /** @throws IllegalArgumentException when it is not 32 bytes in base64 */
    static MasterKey parse(String property, @Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw new IllegalArgumentException(property + " is not set: it must be 32 bytes in base64");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(property + " is not base64");
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException(property + " has " + bytes.length + " bytes, it must have 32");
        }
        return new MasterKey(id(bytes), Sealing.key(bytes));
    }

    /** The key of a tenant, wrapped. */
    byte[] wrap(String tenantId, SecretKey tenantKey) {
        return Sealing.seal(key, "tenant " + tenantId, tenantKey.getEncoded());
    }

    SecretKey unwrap(String tenantId, byte[] wrapped) {
        return Sealing.key(Sealing.open(key, "tenant " + tenantId, wrapped));
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }

    private static String id(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
