package io.fasti.query.logto;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Call;
import io.fasti.http.Listed;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.logto.SearchedBy;
import io.fasti.query.role.RoleQueries;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The applications of a role: there are none in Fasti yet. */
@RestController
@RequestMapping("/api/roles/{role}/applications")
@Requires(Area.ROLES)
class RoleApplicationsController {
    private final RoleQueries roles;

    RoleApplicationsController(RoleQueries roles) {
        this.roles = roles;
    }

    /** The search is read, so that one that cannot be is refused. */
    @GetMapping
    Listed list(
            Call call,
            @PathVariable String role,
            @SearchedBy({"id", "name", "description"}) Search search,
            Paging paging) {
        if (roles.byIdOrSlug(call.tenant().id(), role).isEmpty()) {
            throw new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", role);
        }
        return new Listed(List.of(), 0, paging, "");
    }
}
