package io.fasti.eventstore;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM: nonce, ciphertext and tag in one. The context is authenticated but not stored: what was sealed for one place
 * cannot be moved to another.
 */
final class Sealing {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Looking one up costs as much as sealing with it does; one that has failed is not used again. */
    private static final Queue<Cipher> IDLE = new ArrayBlockingQueue<>(64);

    private static final int NONCE = 12;
    private static final int TAG = 16;

    private Sealing() {}

    static SecretKey newKey() {
        return new SecretKeySpec(random(32), "AES");
    }

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    static byte[] seal(SecretKey key, String context, byte[] plain) {
        var nonce = random(NONCE);
        var sealed = Arrays.copyOf(nonce, NONCE + plain.length + TAG);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            IDLE.offer(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not seal " + context, e);
        }
    }

    /** @throws IllegalStateException when it was sealed under another key or for another place, or was altered */
    static byte[] open(SecretKey key, String context, byte[] sealed) {
        try {
            var nonce = Arrays.copyOf(sealed, NONCE);
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, context);
            var plain = cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
            IDLE.offer(cipher);
            return plain;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("Could not open what was sealed for " + context, e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        var idle = IDLE.poll();
        var cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
