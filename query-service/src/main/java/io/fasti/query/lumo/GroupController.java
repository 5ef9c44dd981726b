package io.fasti.query.lumo;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import io.fasti.query.group.GroupQueries;
import io.fasti.query.group.GroupView;
import io.fasti.query.past.PresentOnly;
import io.fasti.query.past.TimeTravel;
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

/** Groups, who belongs to them and the roles that this brings. */
@RestController
@RequestMapping("/api/v1/admin/groups")
@Requires(Area.GROUPS)
class GroupController implements Shown {
    private final GroupQueries groups;
    private final TimeTravel past;

    GroupController(GroupQueries groups, TimeTravel past) {
        this.groups = groups;
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
            @SortedBy({"createdAt", "name", "slug"}) Sort sort,
            Paging paging) {
        var page = groups.find(call.tenant().id(), search, sort, paging);
        var rows = page.rows().stream().map(Group::of).toList();
        return new Listed(rows, page.total(), paging, "Groups retrieved successfully", "groups");
    }

    @GetMapping("/{group}")
    Found get(Call call, @PathVariable String group, Moment moment) {
        return past.at(call.tenant().id(), moment, this, group, named -> found(view(call, named)));
    }

    @GetMapping("/{group}/history")
    Listed history(Call call, @PathVariable String group, Paging paging) {
        return past.history(call.tenant().id(), this, group, paging, missing(group));
    }

    @GetMapping("/{group}/members")
    Listed members(Call call, @PathVariable String group, Paging paging) {
        var page = groups.members(call.tenant().id(), view(call, group).id(), paging);
        return new Listed(page.rows(), page.total(), paging, "Group members retrieved successfully", "users");
    }

    @GetMapping("/{group}/roles")
    Listed roles(Call call, @PathVariable String group) {
        var roles = groups.roles(call.tenant().id(), view(call, group).id());
        return Listed.whole(roles, "Group roles retrieved successfully");
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "group";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return groups.byIdOrSlug(tenantId, id).map(GroupController::found).orElse(null);
    }

    @Override
    public @Nullable String idOf(TenantId tenantId, String name) {
        return groups.byIdOrSlug(tenantId, name).map(GroupView::id).orElse(null);
    }

    private GroupView view(Call call, String group) {
        return groups.byIdOrSlug(call.tenant().id(), group).orElseThrow(() -> missing(group));
    }

    private static Rejection missing(String group) {
        return new Rejection(ErrorCode.GROUP_NOT_FOUND, "group_id", group);
    }

    private static Found found(GroupView group) {
        return new Found(Group.of(group), group.version(), "Group retrieved successfully");
    }

    /**
     * A group as LumoAuth shows one.
     *
     * @param members the first 100; not in lists
     */
    record Group(
            String id,
            String name,
            String slug,
            @Nullable String description,
            boolean isSystem,
            @PresentOnly long memberCount,
            long roleCount,
            List<Reference> roles,

            @PresentOnly @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<GroupView.Member> members,

            Instant createdAt,
            Instant updatedAt) {
        static Group of(GroupView group) {
            return new Group(
                    group.id(),
                    group.name(),
                    group.slug(),
                    group.description(),
                    false,
                    group.memberCount(),
                    group.roles().size(),
                    group.roles(),
                    group.firstMembers(),
                    group.createdAt(),
                    group.updatedAt());
        }
    }
}
