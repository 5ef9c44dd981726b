package io.fasti.command.apikey;

import io.fasti.command.apikey.ApiKeyCommand.CreateApiKey;
import io.fasti.command.apikey.ApiKeyCommand.RevokeApiKey;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.ApiKeyEvent;
import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import java.util.List;

/** The rules of an API key: no framework, no clock, no I/O. */
sealed interface ApiKey {
    record Absent() implements ApiKey {}

    record Live() implements ApiKey {}

    record Revoked() implements ApiKey {}

    static List<ApiKeyEvent> decide(ApiKeyCommand command, ApiKey apiKey) {
        return switch (command) {
            case CreateApiKey c -> create(c, apiKey);
            case RevokeApiKey c -> revoke(c, apiKey);
        };
    }

    static ApiKey evolve(ApiKey apiKey, ApiKeyEvent event) {
        return switch (event) {
            case ApiKeyCreated _ -> new Live();
            case ApiKeyRevoked _ -> new Revoked();
        };
    }

    private static List<ApiKeyEvent> create(CreateApiKey c, ApiKey apiKey) {
        if (!(apiKey instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "api_key_id", c.apiKeyId().value());
        }
        if (c.scopes().isEmpty()) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "scopes", "must not be empty");
        }
        for (var scope : c.scopes()) {
            if (!c.grantable().contains(scope)) {
                throw new Rejection(ErrorCode.SCOPE_NOT_GRANTABLE, "scopes", scope);
            }
        }
        if (c.expiresAt() != null && !c.expiresAt().isAfter(c.now())) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "expiresAt", "must be in the future");
        }
        var scopes = c.scopes().stream().distinct().sorted().toList();
        return List.of(new ApiKeyCreated(c.apiKeyId(), c.name(), c.hash(), c.hint(), scopes, c.expiresAt()));
    }

    private static List<ApiKeyEvent> revoke(RevokeApiKey c, ApiKey apiKey) {
        return switch (apiKey) {
            case Absent _, Revoked _ ->
                throw new Rejection(
                        ErrorCode.API_KEY_NOT_FOUND, "api_key_id", c.apiKeyId().value());
            case Live _ -> List.of(new ApiKeyRevoked(c.apiKeyId()));
        };
    }
}
