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

/** The users who have a role directly. */
@RestController
@RequestMapping("/api/roles/{role}/users")
@Requires(Area.ROLES)
class RoleUsersController {
    private final RoleQueries roles;
    private final PersonQueries persons;

    RoleUsersController(RoleQueries roles, PersonQueries persons) {
        this.roles = roles;
        this.persons = persons;
    }

    @GetMapping
    @Shows(ShownUser.class)
    Listed list(
            Call call,
            @PathVariable String role,
            @SearchedBy({"id", "primaryEmail", "primaryPhone", "username", "name"}) Search search,
            Paging paging) {
        var tenant = call.tenant().id();
        var view = roles.byIdOrSlug(tenant, role)
                .orElseThrow(() -> new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", role));
        var wanted = SearchFields.renamed(search, UserController.FIELDS);
        var page = persons.find(tenant, new PersonQueries.Filter(wanted, view.id(), null), paging);
        return new Listed(page.rows().stream().map(ShownUser::of).toList(), page.total(), paging, "");
    }
}
