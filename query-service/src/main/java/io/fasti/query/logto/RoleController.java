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
import io.fasti.http.json.Description;
import io.fasti.http.logto.SearchedBy;
import io.fasti.http.openapi.Shows;
import io.fasti.http.readback.Shown;
import io.fasti.query.role.RoleQueries;
import io.fasti.query.role.RoleView;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Roles. */
@RestController
@RequestMapping("/api/roles")
@Requires(Area.ROLES)
class RoleController implements Shown {
    private static final int FEATURED = 3;
    static final String INTERNAL = "#internal:";

    private final RoleQueries roles;

    RoleController(RoleQueries roles) {
        this.roles = roles;
    }

    /** For whom a role is. */
    enum Type {
        User,
        MachineToMachine;

        static Type of(RoleView role) {
            return role.machine() ? MachineToMachine : User;
        }
    }

    /** {@code excludeApplicationId} excludes nothing: no application has a role yet. */
    @GetMapping
    @Shows(ListedRole.class)
    Listed list(
            Call call,
            @RequestParam(required = false) @Nullable Type type,
            @RequestParam(required = false) @Description @Nullable String excludeUserId,
            @SearchedBy({"id", "name", "description"}) Search search,
            Paging paging) {
        var tenant = call.tenant().id();
        var machine = type == null ? null : type == Type.MachineToMachine;
        var page =
                roles.search(tenant, new RoleQueries.Searched(search, machine, null, excludeUserId, INTERNAL), paging);
        var ids = page.rows().stream().map(RoleView::id).toList();
        var faces = roles.faces(tenant, ids, FEATURED).stream().collect(Collectors.groupingBy(RoleView.Face::roleId));
        var rows = page.rows().stream()
                .map(role -> ListedRole.of(tenant, role, faces.getOrDefault(role.id(), List.of())))
                .toList();
        return new Listed(rows, page.total(), paging, "");
    }

    @GetMapping("/{role}")
    @Shows(Role.class)
    Found get(Call call, @PathVariable String role) {
        var found = show(call.tenant().id(), role);
        if (found == null) {
            throw new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", role);
        }
        return found;
    }

    @Override
    public String dialect() {
        return "logto";
    }

    @Override
    public String kind() {
        return "role";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return roles.byIdOrSlug(tenantId, id)
                .map(role -> new Found(Role.of(tenantId, role), role.version(), ""))
                .orElse(null);
    }

    /** A role as Logto shows one. There a role always has a description. */
    record Role(String tenantId, String id, String name, String description, Type type, boolean isDefault) {
        static Role of(TenantId tenantId, RoleView role) {
            return new Role(tenantId.value(), role.id(), role.name(), described(role), Type.of(role), role.byDefault());
        }
    }

    /** A user who has the role, shown in passing. */
    record FeaturedUser(
            String id, @Nullable String avatar, @Nullable String name) {}

    /** A role with who has it. */
    record ListedRole(
            String tenantId,
            String id,
            String name,
            String description,
            Type type,
            boolean isDefault,
            long usersCount,
            List<FeaturedUser> featuredUsers,
            long applicationsCount,
            List<Object> featuredApplications) {
        static ListedRole of(TenantId tenantId, RoleView role, List<RoleView.Face> faces) {
            return new ListedRole(
                    tenantId.value(),
                    role.id(),
                    role.name(),
                    described(role),
                    Type.of(role),
                    role.byDefault(),
                    role.userCount(),
                    faces.stream()
                            .map(face -> new FeaturedUser(face.id(), face.picture(), face.name()))
                            .toList(),
                    0,
                    List.of());
        }
    }

    private static String described(RoleView role) {
        return role.description() == null ? "" : role.description();
    }
}
