package io.fasti.http.readback;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fasti.eventstore.EventStoreProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tokens with which our own services call each other: for one resource, for half a minute, signed with a key that is
 * derived from the master key. No API key opens what they open.
 */
@Component
final class InternalTokens {
    private static final String ISSUER = "fasti";
    private static final String AUDIENCE = "fasti-read-back";
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final byte @Nullable [] key;
    /** While the master key is changed, some processes may still sign with what they have of the one before. */
    private final byte @Nullable [] previous;

    InternalTokens(EventStoreProperties properties) throws GeneralSecurityException {
        key = derived(properties.masterKey());
        previous = derived(properties.previousMasterKey());
    }

    private static byte @Nullable [] derived(@Nullable String master) throws GeneralSecurityException {
        return master == null || master.isBlank()
                ? null
                : KDF.getInstance("HKDF-SHA256")
                        .deriveData(HKDFParameterSpec.ofExtract()
                                .addIKM(Base64.getDecoder().decode(master.trim()))
                                .thenExpand("fasti internal read-back".getBytes(StandardCharsets.UTF_8), 32));
    }

    /** @param resource the path that it opens */
    String issue(String resource) {
        if (key == null) {
            throw new IllegalStateException("fasti.master-key is needed to ask the query service.");
        }
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(resource)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    boolean opens(@Nullable String authorization, String resource) {
        if (key == null || authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        try {
            var token = SignedJWT.parse(authorization.substring("Bearer ".length()));
            if (!token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                    || !(token.verify(new MACVerifier(key))
                            || previous != null && token.verify(new MACVerifier(previous)))) {
                return false;
            }
            var claims = token.getJWTClaimsSet();
            var expires = claims.getExpirationTime();
            return ISSUER.equals(claims.getIssuer())
                    && claims.getAudience().contains(AUDIENCE)
                    && resource.equals(claims.getSubject())
                    && expires != null
                    && Instant.now().isBefore(expires.toInstant());
        } catch (ParseException | JOSEException _) {
            return false;
        }
    }
}
