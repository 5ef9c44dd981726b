package io.fasti.command.apikey;

import io.fasti.events.ApiKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an API key. */
public sealed interface ApiKeyCommand {
    ApiKeyId apiKeyId();

    /**
     * @param hash SHA-256 of the key in hexadecimal
     * @param hint the start of the key
     * @param expiresAt null for a key that does not expire
     * @param grantable the scopes of whoever makes the key
     * @param now when it is made
     */
    record CreateApiKey(
            @TargetAggregateIdentifier ApiKeyId apiKeyId,
            String name,
            String hash,
            String hint,
            List<String> scopes,
            @Nullable Instant expiresAt,
            Set<String> grantable,
            Instant now)
            implements ApiKeyCommand {
        public CreateApiKey {
            scopes = List.copyOf(scopes);
            grantable = Set.copyOf(grantable);
        }
    }

    record RevokeApiKey(@TargetAggregateIdentifier ApiKeyId apiKeyId) implements ApiKeyCommand {}
}
