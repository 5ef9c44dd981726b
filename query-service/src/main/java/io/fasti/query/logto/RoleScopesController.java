package io.fasti.query.logto;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.logto.SearchedBy;
import io.fasti.http.openapi.Shows;
import io.fasti.http.readback.Shown;
import io.fasti.query.resource.ResourceQueries;
import io.fasti.query.resource.ResourceView;
import io.fasti.query.role.RoleQueries;
import io.fasti.query.role.RoleView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The scopes of a role, and the API resource that they belong to: the tenant's built-in one. */
@RestController
@RequestMapping("/api/roles/{role}/scopes")
@Requires(Area.ROLES)
class RoleScopesController implements Shown {
    private final RoleQueries roles;
    private final ResourceQueries resources;

    RoleScopesController(RoleQueries roles, ResourceQueries resources) {
        this.roles = roles;
        this.resources = resources;
    }

    @GetMapping
    @Shows(ScopeOfResource.class)
    Listed list(
            Call call,
            @PathVariable String role,
            @SearchedBy({"id", "name", "description"}) Search search,
            @Paging.OrWhole Paging paging) {
        var tenant = call.tenant().id();
        var view = roles.byIdOrSlug(tenant, role)
                .orElseThrow(() -> new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", role));
        var resource = builtIn(tenant);
        var page = roles.scopes(tenant, view.id(), search, paging);
        var rows = page.rows().stream()
                .map(scope -> ScopeOfResource.of(tenant, scope, resource))
                .toList();
        return new Listed(rows, page.total(), paging, "");
    }

    @Override
    public String dialect() {
        return "logto";
    }

    @Override
    public String kind() {
        return "role-scopes";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return roles.byIdOrSlug(tenantId, id)
                .map(role -> {
                    var resource = builtIn(tenantId);
                    var scopes = roles.scopes(tenantId, role.id(), Search.NONE, Paging.WHOLE);
                    var rows = scopes.rows().stream()
                            .map(scope -> Scope.of(tenantId, scope, resource))
                            .toList();
                    return new Found(rows, role.version(), "");
                })
                .orElse(null);
    }

    private ResourceView builtIn(TenantId tenant) {
        return resources.builtIn(tenant).orElseThrow(() -> new Rejection(ErrorCode.UNAVAILABLE_NOW));
    }

    /** A scope as Logto shows one. */
    record Scope(
            String tenantId,
            String id,
            String resourceId,
            String name,
            @Nullable String description,
            long createdAt) {
        static Scope of(TenantId tenantId, RoleView.Scope scope, ResourceView resource) {
            return new Scope(
                    tenantId.value(),
                    scope.id(),
                    resource.id(),
                    scope.slug(),
                    scope.description(),
                    scope.createdAt().toEpochMilli());
        }
    }

    /** An API resource as Logto shows one. */
    record Resource(String tenantId, String id, String name, String indicator, boolean isDefault, long accessTokenTtl) {
        private static final long HOUR = 3600;

        static Resource of(TenantId tenantId, ResourceView resource) {
            return new Resource(tenantId.value(), resource.id(), resource.name(), resource.indicator(), false, HOUR);
        }
    }

    /** A scope with its resource. */
    record ScopeOfResource(
            String tenantId,
            String id,
            String resourceId,
            String name,
            @Nullable String description,
            long createdAt,
            Resource resource) {
        static ScopeOfResource of(TenantId tenantId, RoleView.Scope scope, ResourceView resource) {
            return new ScopeOfResource(
                    tenantId.value(),
                    scope.id(),
                    resource.id(),
                    scope.slug(),
                    scope.description(),
                    scope.createdAt().toEpochMilli(),
                    Resource.of(tenantId, resource));
        }
    }
}
