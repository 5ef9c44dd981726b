package io.fasti.command.platform;

import io.fasti.command.apikey.KeyText;
import io.fasti.command.resource.ResourceCommand;
import io.fasti.command.resource.ResourceCommand.CreateResource;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Origin;
import io.fasti.http.caller.Caller;
import io.fasti.http.caller.Scopes;
import io.fasti.http.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes what must be there before anybody can call. Everything may be asked for again, at every start and by many nodes at
 * once.
 */
@Component
public class Bootstrap {
    /** What a tenant's slug must look like, so that it can be part of a host name too. */
    public static final String TENANT_SLUG = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern SLUG = Pattern.compile(TENANT_SLUG);
    private static final Origin ORIGIN = Origin.system("bootstrap");

    private final Commands commands;
    private final Tenants tenants;
    private final JdbcClient jdbc;

    Bootstrap(Commands commands, Tenants tenants, JdbcClient jdbc) {
        this.commands = commands;
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    /**
     * A tenant with this slug, and a key with all of its admin scopes.
     *
     * @param key the key it must have; null for a generated one, which is made only together with the tenant
     * @return the key, when it was made just now; empty when nothing had to be done
     * @throws Rejection when the slug or the key is malformed, or the key belongs to somebody else
     */
    public Optional<String> tenant(String slug, @Nullable String key) {
        if (!SLUG.matcher(slug).matches()) {
            throw new Rejection(
                    ErrorCode.INVALID_FIELD, "slug", "must be 1 to 63 lower-case letters, digits and inner hyphens");
        }
        var text = key == null ? KeyText.random() : new KeyText(key);
        var tenant = tenants.bySlug(slug);
        if (tenant == null) {
            var made = new NewTenant(TenantId.random(), slug, slug, text);
            try {
                commands.send(made.tenantId(), ORIGIN, made.command());
                return Optional.of(text.value());
            } catch (Rejection rejection) {
                tenant = tenants.bySlug(slug);
                if (rejection.code() != ErrorCode.TENANT_SLUG_TAKEN || tenant == null) {
                    throw rejection;
                }
            }
        }
        return key == null ? Optional.empty() : key(tenant.id(), text, NewTenant.KEY_NAME, Scopes.TENANT);
    }

    /** The built-in resource of every tenant that was made before there were any. */
    public void builtInResources() {
        var without = jdbc.sql("""
                        select tenant_id
                        from http.tenant t
                        where not exists (
                            select
                            from command.resource_indicator r
                            where r.tenant_id = t.tenant_id
                                and r.indicator = ?
                        )
                        """)
                .param(ResourceCommand.BUILT_IN)
                .query(String.class)
                .list();
        for (var tenant : without) {
            try {
                commands.send(new TenantId(tenant), ORIGIN, CreateResource.ofTenant());
            } catch (Rejection rejection) {
                if (rejection.code() != ErrorCode.RESOURCE_INDICATOR_TAKEN) {
                    throw rejection;
                }
            }
        }
    }

    /**
     * A key for operator's calls.
     *
     * @param key the key; null for a generated one, which is made only when there is no operator's key at all
     * @return the key, when it was made just now; empty when nothing had to be done
     * @throws Rejection when the key is malformed, or belongs to somebody else
     */
    public Optional<String> operator(@Nullable String key) {
        if (key == null && operatorHasKey()) {
            return Optional.empty();
        }
        var text = key == null ? KeyText.random() : new KeyText(key);
        return key(Caller.OPERATOR_TENANT, text, "Operator", List.of(Scopes.OPERATOR));
    }

    /** A key that the tenant once had is left as it is, even when it was revoked since. */
    private Optional<String> key(TenantId tenantId, KeyText text, String name, List<String> scopes) {
        try {
            if (owner(text).isEmpty()) {
                commands.send(tenantId, ORIGIN, NewTenant.key(text, name, scopes));
                return Optional.of(text.value());
            }
        } catch (Rejection rejection) {
            if (rejection.code() != ErrorCode.API_KEY_TAKEN) {
                throw rejection;
            }
        }
        if (!owner(text).equals(Optional.of(tenantId.value()))) {
            throw new Rejection(ErrorCode.API_KEY_TAKEN);
        }
        return Optional.empty();
    }

    private Optional<String> owner(KeyText text) {
        return jdbc.sql("""
                        select owner_id
                        from command.api_key_claim
                        where tenant_id = ? and hash = ?
                        """)
                .params(Caller.OPERATOR_TENANT.value(), text.hash())
                .query(String.class)
                .optional();
    }

    private boolean operatorHasKey() {
        return jdbc.sql("""
                        select exists (select from http.api_key where tenant_id = ?)
                        """)
                .param(Caller.OPERATOR_TENANT.value())
                .query(Boolean.class)
                .single();
    }
}
