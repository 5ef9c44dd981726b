package io.fasti.http.caller;

import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.ApiKeyId;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The API keys that authenticate calls, as the append transaction wrote them: never stale. The directory of API keys
 * writes the table, with {@link Scopes#join} for the scopes; a revoked key's row is deleted. The hash is claimed elsewhere
 * before, since it is unique over all tenants.
 */
@Component
public class ApiKeys {
    public static final Table TABLE = Table.named("http.api_key")
            .key("tenant_id", TEXT)
            .key("api_key_id", TEXT)
            .column("hash", TEXT)
            .column("name", TEXT)
            .column("scopes", TEXT)
            .column("expires_at", TIMESTAMP);

    /** A key that is in force unless it has expired. */
    public record Known(
            TenantId tenantId,
            ApiKeyId apiKeyId,
            String name,
            Set<String> scopes,
            @Nullable Instant expiresAt) {
        public boolean expired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    private final JdbcClient jdbc;

    ApiKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is stored of a key: its SHA-256 in hexadecimal. */
    public static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null when there is no such key, or no longer. */
    public @Nullable Known byHash(String hash) {
        return jdbc.sql("""
                        select tenant_id, api_key_id, name, scopes, expires_at
                        from http.api_key
                        where hash = ?
                        """).param(hash).query(ApiKeys::known).optional().orElse(null);
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        var expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new Known(
                new TenantId(row.getString("tenant_id")),
                new ApiKeyId(row.getString("api_key_id")),
                row.getString("name"),
                Scopes.split(row.getString("scopes")),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
