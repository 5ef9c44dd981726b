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
import io.fasti.query.role.RoleQueries;
import io.fasti.query.role.RoleView;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Roles, the permissions they contain and the users who have them. */
@RestController
@RequestMapping("/api/v1/admin/roles")
@Requires(Area.ROLES)
class RoleController implements Shown {
    private final RoleQueries roles;
    private final TimeTravel past;

    RoleController(RoleQueries roles, TimeTravel past) {
        this.roles = roles;
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
            @RequestParam(required = false) @Nullable Boolean isSystem,
            @SortedBy({"createdAt", "name", "slug"}) Sort sort,
            Paging paging) {
        var page = roles.find(call.tenant().id(), new RoleQueries.Filter(search, isSystem), sort, paging);
        var rows = page.rows().stream().map(Role::of).toList();
        return new Listed(rows, page.total(), paging, "Roles retrieved successfully", "roles");
    }

    @GetMapping("/{role}")
    Found get(Call call, @PathVariable String role, Moment moment) {
        return past.at(call.tenant().id(), moment, this, role, named -> found(view(call, named)));
    }

    @GetMapping("/{role}/history")
    Listed history(Call call, @PathVariable String role, Paging paging) {
        return past.history(call.tenant().id(), this, role, paging, missing(role));
    }

    @GetMapping("/{role}/permissions")
    Listed permissions(Call call, @PathVariable String role) {
        return Listed.whole(view(call, role).permissions(), "Role permissions retrieved successfully");
    }

    @GetMapping("/{role}/users")
    Listed users(Call call, @PathVariable String role, Paging paging) {
        var page = roles.holders(call.tenant().id(), view(call, role).id(), paging);
        return new Listed(page.rows(), page.total(), paging, "Role users retrieved successfully", "users");
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "role";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return roles.byIdOrSlug(tenantId, id).map(RoleController::found).orElse(null);
    }

    @Override
    public @Nullable String idOf(TenantId tenantId, String name) {
        return roles.byIdOrSlug(tenantId, name).map(RoleView::id).orElse(null);
    }

    private RoleView view(Call call, String role) {
        return roles.byIdOrSlug(call.tenant().id(), role).orElseThrow(() -> missing(role));
    }

    private static Rejection missing(String role) {
        return new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", role);
    }

    private static Found found(RoleView role) {
        return new Found(Role.of(role), role.version(), "Role retrieved successfully");
    }

    /** A role as LumoAuth shows one. */
    record Role(
            String id,
            String name,
            String slug,
            @Nullable String description,
            boolean isSystem,
            @PresentOnly long userCount,
            long permissionCount,
            List<RoleView.Permission> permissions,
            Instant createdAt,
            Instant updatedAt) {
        static Role of(RoleView role) {
            return new Role(
                    role.id(),
                    role.name(),
                    role.slug(),
                    role.description(),
                    role.system(),
                    role.userCount(),
                    role.permissions().size(),
                    role.permissions(),
                    role.createdAt(),
                    role.updatedAt());
        }
    }
}
