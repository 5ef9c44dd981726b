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
import io.fasti.http.openapi.Shows;
import io.fasti.query.role.RoleQueries;
import io.fasti.query.user.PersonQueries;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The roles that a user has directly. */
@RestController
@RequestMapping("/api/users/{user}/roles")
@Requires(Area.USERS)
class UserRolesController {
    private final PersonQueries persons;
    private final RoleQueries roles;

    UserRolesController(PersonQueries persons, RoleQueries roles) {
        this.persons = persons;
        this.roles = roles;
    }

    @GetMapping
    @Shows(RoleController.Role.class)
    Listed list(
            Call call,
            @PathVariable String user,
            @SearchedBy({"id", "name", "description"}) Search search,
            Paging paging) {
        var tenant = call.tenant().id();
        if (!persons.exists(tenant, user)) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", user);
        }
        var page = roles.search(
                tenant, new RoleQueries.Searched(search, false, user, null, RoleController.INTERNAL), paging);
        var rows = page.rows().stream()
                .map(role -> RoleController.Role.of(tenant, role))
                .toList();
        return new Listed(rows, page.total(), paging, "");
    }
}
