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
import io.fasti.query.platform.Reference;
import io.fasti.query.user.GrantQueries;
import io.fasti.query.user.UserQueries;
import io.fasti.query.user.UserView;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users, and what they have. */
@RestController
@RequestMapping("/api/v1/admin/users")
@Requires(Area.USERS)
class UserController implements Shown {
    private final UserQueries users;
    private final GrantQueries grants;
    private final TimeTravel past;

    UserController(UserQueries users, GrantQueries grants, TimeTravel past) {
        this.users = users;
        this.grants = grants;
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
            @RequestParam(required = false) @Description @Nullable String role,
            @RequestParam(required = false) @Description @Nullable String group,
            @RequestParam(required = false) @Nullable Boolean blocked,
            @RequestParam(required = false) @Nullable Boolean active,
            @SortedBy({"createdAt", "email", "name", "lastLoginAt"}) Sort sort,
            Paging paging) {
        var filter = new UserQueries.Filter(search, role, group, blocked, active);
        var page = users.find(call.tenant().id(), filter, sort, paging);
        var rows = page.rows().stream().map(User::of).toList();
        return new Listed(rows, page.total(), paging, "Users retrieved successfully");
    }

    @GetMapping("/{user}")
    Found get(Call call, @PathVariable String user, Moment moment) {
        return past.at(call.tenant().id(), moment, this, user, named -> users.byKey(
                        call.tenant().id(), named)
                .map(UserController::found)
                .orElseThrow(() -> missing(named)));
    }

    @GetMapping("/{user}/history")
    Listed history(Call call, @PathVariable String user, Paging paging) {
        return past.history(call.tenant().id(), this, user, paging, missing(user));
    }

    @GetMapping("/{user}/roles")
    Listed roles(Call call, @PathVariable String user, @RequestParam(defaultValue = "false") boolean direct) {
        var roles = grants.roles(call.tenant().id(), idOf(call, user), direct);
        return Listed.whole(roles, "User roles retrieved successfully");
    }

    @GetMapping("/{user}/groups")
    Listed groups(Call call, @PathVariable String user) {
        var groups = grants.groups(call.tenant().id(), idOf(call, user));
        return Listed.whole(groups, "User groups retrieved successfully");
    }

    @GetMapping("/{user}/permissions")
    Listed permissions(Call call, @PathVariable String user, @RequestParam(defaultValue = "false") boolean direct) {
        var permissions = grants.permissions(call.tenant().id(), idOf(call, user), direct);
        return Listed.whole(permissions, "User permissions retrieved successfully");
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return users.byId(tenantId, id).map(UserController::found).orElse(null);
    }

    @Override
    public @Nullable String idOf(TenantId tenantId, String name) {
        return users.idOf(tenantId, name).orElse(null);
    }

    private String idOf(Call call, String user) {
        return users.idOf(call.tenant().id(), user).orElseThrow(() -> missing(user));
    }

    private static Rejection missing(String user) {
        return new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", user);
    }

    private static Found found(UserView user) {
        return new Found(User.of(user), user.version(), "User retrieved successfully");
    }

    /** A user as LumoAuth shows one. */
    record User(
            String id,
            @Nullable String email,
            @Nullable String username,
            @Nullable String name,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String picture,
            boolean emailVerified,
            @Nullable String phoneNumber,
            boolean phoneNumberVerified,
            boolean isActive,
            boolean blocked,
            boolean mfaEnabled,
            boolean isAdmin,
            List<Reference> roles,
            List<Reference> groups,
            Map<String, @Nullable Object> attributes,
            Instant createdAt,
            Instant updatedAt,
            @PresentOnly @Nullable Instant lastLoginAt,
            @Nullable Instant blockedAt,
            @PresentOnly long loginCount,
            @Nullable String locale,
            @Nullable String zoneinfo,
            boolean isJitProvisioned,
            @Nullable String jitProvisionedBy,
            @Nullable String socialProvider) {
        static User of(UserView user) {
            return new User(
                    user.id(),
                    user.email(),
                    user.username(),
                    user.name(),
                    user.givenName(),
                    user.familyName(),
                    user.picture(),
                    user.emailVerified(),
                    user.phone(),
                    false,
                    user.active(),
                    user.blocked(),
                    user.mfaEnabled(),
                    user.admin(),
                    user.roles(),
                    user.groups(),
                    user.attributes(),
                    user.createdAt(),
                    user.updatedAt(),
                    user.lastLoginAt(),
                    user.blockedAt(),
                    user.loginCount(),
                    user.locale(),
                    user.zoneinfo(),
                    false,
                    null,
                    null);
        }
    }
}
