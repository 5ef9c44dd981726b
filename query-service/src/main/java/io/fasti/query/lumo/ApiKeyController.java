package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.readback.Shown;
import io.fasti.query.apikey.ApiKeyQueries;
import io.fasti.query.apikey.ApiKeyView;
import io.fasti.query.past.TimeTravel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's API keys, without what makes them keys. */
@RestController
@RequestMapping("/api/v1/admin/api-keys")
@Requires(Area.API_KEYS)
class ApiKeyController implements Shown {
    private final ApiKeyQueries apiKeys;
    private final TimeTravel past;

    ApiKeyController(ApiKeyQueries apiKeys, TimeTravel past) {
        this.apiKeys = apiKeys;
        this.past = past;
    }

    @GetMapping
    Listed list(Call call, Paging paging) {
        var page = apiKeys.all(call.tenant().id(), paging);
        var rows = page.rows().stream().map(ApiKey::of).toList();
        return new Listed(rows, page.total(), paging, "API keys retrieved successfully");
    }

    @GetMapping("/{apiKey}")
    Found get(Call call, @PathVariable String apiKey, Moment moment) {
        return past.at(call.tenant().id(), moment, this, apiKey, named -> apiKeys.byId(
                        call.tenant().id(), named)
                .map(ApiKeyController::found)
                .orElseThrow(() -> missing(named)));
    }

    @GetMapping("/{apiKey}/history")
    Listed history(Call call, @PathVariable String apiKey, Paging paging) {
        return past.history(call.tenant().id(), this, apiKey, paging, missing(apiKey));
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "api-key";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return apiKeys.byId(tenantId, id).map(ApiKeyController::found).orElse(null);
    }

    private static Rejection missing(String apiKey) {
        return new Rejection(ErrorCode.API_KEY_NOT_FOUND, "api_key_id", apiKey);
    }

    private static Found found(ApiKeyView apiKey) {
        return new Found(ApiKey.of(apiKey), apiKey.version(), "API key retrieved successfully");
    }

    /** An API key as its owner sees it again. */
    record ApiKey(
            String id,
            String name,
            String hint,
            List<String> scopes,
            boolean isActive,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        static ApiKey of(ApiKeyView apiKey) {
            return new ApiKey(
                    apiKey.id(),
                    apiKey.name(),
                    apiKey.hint(),
                    apiKey.scopes(),
                    apiKey.usable(),
                    apiKey.createdAt(),
                    apiKey.expiresAt(),
                    apiKey.revokedAt());
        }
    }
}
