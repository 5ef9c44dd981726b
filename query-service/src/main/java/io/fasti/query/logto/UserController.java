package io.fasti.query.logto;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordDigest;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.logto.Flags;
import io.fasti.http.logto.SearchedBy;
import io.fasti.http.openapi.Shows;
import io.fasti.http.readback.Shown;
import io.fasti.query.past.TimeTravel;
import io.fasti.query.user.PasswordQueries;
import io.fasti.query.user.PersonQueries;
import io.fasti.query.user.PersonView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users, and what belongs to them. */
@RestController
@RequestMapping("/api/users")
@Requires(Area.USERS)
class UserController implements Shown {
    /** How clients spell what persons are searched by. */
    static final Map<String, String> FIELDS = Map.of("primaryEmail", "email", "primaryPhone", "phone");

    private final PersonQueries persons;
    private final PasswordQueries passwords;
    private final TimeTravel past;

    UserController(PersonQueries persons, PasswordQueries passwords, TimeTravel past) {
        this.persons = persons;
        this.passwords = passwords;
        this.past = past;
    }

    @GetMapping
    @Shows(ShownUser.class)
    Listed list(
            Call call,
            @SearchedBy({"id", "primaryEmail", "primaryPhone", "username", "name"}) Search search,
            @RequestParam(required = false) @Nullable String excludeRoleId,
            @RequestParam(required = false) @Nullable String excludeOrganizationId,
            @RequestParam(required = false) @Nullable String includePasswordHash,
            Paging paging) {
        if (excludeRoleId != null && excludeOrganizationId != null) {
            throw new Rejection(
                    ErrorCode.SEARCH_INVALID, "excludeRoleId", "cannot be there together with excludeOrganizationId");
        }
        var tenant = call.tenant().id();
        var page = persons.find(
                tenant, new PersonQueries.Filter(SearchFields.renamed(search, FIELDS), null, excludeRoleId), paging);
        var digests = Flags.isTrue(includePasswordHash)
                ? passwords.of(tenant, page.rows().stream().map(PersonView::id).toList())
                : Map.<String, PasswordDigest>of();
        var rows = page.rows().stream()
                .map(person -> ShownUser.of(person, false, digests.get(person.id())))
                .toList();
        return new Listed(rows, page.total(), paging, "");
    }

    @GetMapping("/{user}")
    @Shows(ShownUser.class)
    Found get(
            Call call,
            @PathVariable String user,
            @RequestParam(required = false) @Nullable String includeSsoIdentities,
            @RequestParam(required = false) @Nullable String includePasswordHash,
            Moment moment) {
        return past.at(call.tenant().id(), moment, this, user, named -> {
            var person = person(call, named);
            var digest = Flags.isTrue(includePasswordHash) && moment.isNow()
                    ? passwords.of(call.tenant().id(), List.of(user)).get(user)
                    : null;
            return found(person, ShownUser.of(person, Flags.isTrue(includeSsoIdentities), digest));
        });
    }

    @GetMapping("/{user}/custom-data")
    Found customData(Call call, @PathVariable String user) {
        var person = person(call, user);
        return found(person, new RawJson(person.attributes()));
    }

    /** Whether there is a password. */
    record HasPassword(boolean hasPassword) {}

    @GetMapping("/{user}/has-password")
    @Shows(HasPassword.class)
    Found hasPassword(Call call, @PathVariable String user) {
        var person = person(call, user);
        return found(person, new HasPassword(person.hasPassword()));
    }

    /** There are no organizations yet, so nobody is in one. */
    @GetMapping("/{user}/organizations")
    Found organizations(Call call, @PathVariable String user) {
        return found(person(call, user), List.of());
    }

    @GetMapping("/{user}/mfa-verifications")
    @Shows(ShownFactor.class)
    Listed factors(Call call, @PathVariable String user) {
        var factors = persons.factors(call.tenant().id(), user).orElseThrow(() -> missing(user));
        return new Listed(factors.stream().map(ShownFactor::of).toList(), factors.size(), Paging.WHOLE, "");
    }

    @Override
    public String dialect() {
        return "logto";
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return persons.byId(tenantId, id)
                .map(person -> found(person, ShownUser.of(person)))
                .orElse(null);
    }

    private PersonView person(Call call, String user) {
        return persons.byId(call.tenant().id(), user).orElseThrow(() -> missing(user));
    }

    private static Found found(PersonView person, Object data) {
        return new Found(data, person.version(), "");
    }

    private static Rejection missing(String user) {
        return new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", user);
    }
}
