package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.SortedBy;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.Description;
import io.fasti.http.readback.Shown;
import io.fasti.query.past.PresentOnly;
import io.fasti.query.past.TimeTravel;
import io.fasti.query.permission.PermissionQueries;
import io.fasti.query.permission.PermissionView;
import io.fasti.query.platform.Reference;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Permissions and the roles that contain them. */
@RestController
@RequestMapping("/api/v1/admin/permissions")
@Requires(Area.ROLES)
class PermissionController implements Shown {
    private final PermissionQueries permissions;
    private final TimeTravel past;

    PermissionController(PermissionQueries permissions, TimeTravel past) {
        this.permissions = permissions;
        this.past = past;
    }

    @GetMapping
    Listed list(
            Call call,
            @RequestParam(required = false)
                    @Size(max = 256, message = "must be at most 256 characters")
                    @Description
                    @Nullable
                    String search,
            @RequestParam(required = false) @Description @Nullable String category,
            @RequestParam(required = false) @Nullable Boolean isSystem,
            @SortedBy({"createdAt", "name", "slug"}) Sort sort,
            Paging paging) {
        var filter = new PermissionQueries.Filter(search, category, isSystem);
        var page = permissions.find(call.tenant().id(), filter, sort, paging);
        var rows = page.rows().stream().map(Permission::of).toList();
        return new Listed(rows, page.total(), paging, "Permissions retrieved successfully", "permissions");
    }

    @GetMapping("/{permission}")
    Found get(Call call, @PathVariable String permission, Moment moment) {
        return past.at(call.tenant().id(), moment, this, permission, named -> found(view(call, named)));
    }

    @GetMapping("/{permission}/history")
    Listed history(Call call, @PathVariable String permission, Paging paging) {
        return past.history(call.tenant().id(), this, permission, paging, missing(permission));
    }

    @GetMapping("/{permission}/roles")
    Listed roles(Call call, @PathVariable String permission) {
        var view = view(call, permission);
        return Listed.whole(
                permissions.roles(call.tenant().id(), view.id()), "Permission roles retrieved successfully");
    }

    @GetMapping("/{permission}/usage")
    Found usage(Call call, @PathVariable String permission) {
        var view = view(call, permission);
        var roles = permissions.roles(call.tenant().id(), view.id()).stream()
                .map(role -> new Reference(role.id(), role.slug(), role.name()))
                .toList();
        return new Found(new Usage(roles, roles.size()), view.version(), "Permission usage retrieved successfully");
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "permission";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return permissions
                .byIdOrSlug(tenantId, id)
                .map(PermissionController::found)
                .orElse(null);
    }

    @Override
    public @Nullable String idOf(TenantId tenantId, String name) {
        return permissions.byIdOrSlug(tenantId, name).map(PermissionView::id).orElse(null);
    }

    private PermissionView view(Call call, String permission) {
        return permissions.byIdOrSlug(call.tenant().id(), permission).orElseThrow(() -> missing(permission));
    }

    private static Rejection missing(String permission) {
        return new Rejection(ErrorCode.PERMISSION_NOT_FOUND, "permission_id", permission);
    }

    private static Found found(PermissionView permission) {
        return new Found(Permission.of(permission), permission.version(), "Permission retrieved successfully");
    }

    /** Where a permission is used. */
    record Usage(List<Reference> roles, int roleCount) {}

    /** A permission as LumoAuth shows one. */
    record Permission(
            String id,
            String name,
            String slug,
            @Nullable String description,
            @Nullable String category,
            @Nullable String resource,
            @Nullable String action,
            boolean isSystem,
            boolean isCustom,
            @PresentOnly long roleCount,
            Instant createdAt,
            Instant updatedAt) {
        static Permission of(PermissionView permission) {
            return new Permission(
                    permission.id(),
                    permission.name(),
                    permission.slug(),
                    permission.description(),
                    permission.category(),
                    permission.resource(),
                    permission.action(),
                    permission.system(),
                    !permission.system(),
                    permission.roleCount(),
                    permission.createdAt(),
                    permission.updatedAt());
        }
    }
}
