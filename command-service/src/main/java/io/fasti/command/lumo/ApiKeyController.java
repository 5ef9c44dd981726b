package io.fasti.command.lumo;

import io.fasti.command.apikey.ApiKeyCommand.CreateApiKey;
import io.fasti.command.apikey.ApiKeyCommand.RevokeApiKey;
import io.fasti.command.apikey.KeyText;
import io.fasti.command.platform.Commands;
import io.fasti.events.ApiKeyId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Caller;
import io.fasti.http.caller.Requires;
import io.fasti.http.caller.Scopes;
import io.fasti.http.json.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys for programs that call this API. */
@RestController
@RequestMapping("/api/v1/admin/api-keys")
@Requires(Area.API_KEYS)
class ApiKeyController {
    private final Commands commands;

    ApiKeyController(Commands commands) {
        this.commands = commands;
    }

    /** What a key is for; without {@code expiresAt} it does not expire. */
    record NewApiKey(
            @NotNull @Name String name,
            @NotNull @Size(min = 1, max = 32) List<@NotNull @Name String> scopes,
            @Nullable Instant expiresAt) {
        CreateApiKey toCommand(ApiKeyId apiKeyId, KeyText key, Caller maker) {
            return new CreateApiKey(
                    apiKeyId,
                    name,
                    key.hash(),
                    key.hint(),
                    Scopes.normalise(scopes),
                    expiresAt,
                    grantable(maker),
                    Instant.now());
        }

        private static Set<String> grantable(Caller maker) {
            return Scopes.TENANT.stream()
                    .filter(scope -> Scopes.contain(maker.scopes(), List.of(scope)))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewApiKey apiKey) {
        var apiKeyId = ApiKeyId.random();
        var key = KeyText.random();
        return commands.send(
                call,
                apiKey.toCommand(apiKeyId, key, call.caller()),
                Outcome.created("api-key", apiKeyId, "API key created successfully")
                        .once("key", key.value()));
    }

    @DeleteMapping("/{apiKey}")
    Written revoke(Call call, @PathVariable String apiKey) {
        return commands.send(
                call, new RevokeApiKey(new ApiKeyId(apiKey)), Outcome.done("API key revoked successfully"));
    }
}
