package io.fasti.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to an API key. The key itself is never stored: {@code hash} is its SHA-256 in hexadecimal. */
@Stream("api_key")
public sealed interface ApiKeyEvent extends IdentityEvent {
    ApiKeyId apiKeyId();

    /** {@code hint} is the start of the key, enough to recognise it by. */
    @EventType("api_key.created")
    record ApiKeyCreated(
            ApiKeyId apiKeyId,
            String name,
            String hash,
            String hint,
            List<String> scopes,
            @Nullable Instant expiresAt) implements ApiKeyEvent {
        public ApiKeyCreated {
            scopes = List.copyOf(scopes);
        }
    }

    @EventType("api_key.revoked")
    record ApiKeyRevoked(ApiKeyId apiKeyId) implements ApiKeyEvent {}
}
