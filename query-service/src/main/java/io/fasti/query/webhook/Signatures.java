package io.fasti.query.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers by which a subscriber knows that a delivery is ours: Standard Webhooks' own, and LumoAuth's two. */
final class Signatures {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /** @param at when it is sent, for every attempt anew; the id stays */
    static Map<String, String> headers(String secret, String id, Instant at, byte[] body) {
        var seconds = Long.toString(at.getEpochSecond());
        var hex = HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put("webhook-signature", "v1," + standard(secret, id, seconds, body));
        headers.put("X-Lumo-Signature", hex);
        headers.put("X-LumoAuth-Signature", "sha256=" + hex);
        return headers;
    }

    private static String standard(String secret, String id, String seconds, byte[] body) {
        var start = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(hmac(key(secret), start, body));
    }

    /** What comes after the prefix is base64; a secret without the prefix is taken as it is. */
    private static byte[] key(String secret) {
        return secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
