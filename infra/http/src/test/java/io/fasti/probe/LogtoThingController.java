package io.fasti.probe;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Outcome;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Open;
import io.fasti.http.caller.Requires;
import io.fasti.http.logto.SearchedBy;
import io.fasti.http.readback.Shown;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Things as Logto's Management API would have them. */
@RestController
@RequestMapping("/api/things")
@Requires(Area.USERS)
class LogtoThingController implements Shown {
    record NewThing(
            @Nullable @Size(min = 1, max = 3, message = "must be 1 to 3 characters")
            String name,

            @Nullable List<@NotNull @Size(min = 1, message = "must not be empty") String> parts) {}

    @GetMapping
    Listed list(Call call, @SearchedBy({"id", "primaryEmail"}) Search search, Paging paging) {
        return new Listed(
                List.of(Map.of(
                        "search", search.toString(), "tenant", call.tenant().slug())),
                41,
                paging,
                "");
    }

    @GetMapping("/whole")
    Listed whole(@Paging.OrWhole Paging paging) {
        return new Listed(Collections.nCopies(Math.min(3, paging.limit()), "thing"), 3, paging, "");
    }

    @GetMapping("/{thing}")
    Found get(@PathVariable String thing) {
        if (thing.equals("nobody")) {
            throw new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", thing);
        }
        if (thing.equals("broken")) {
            throw new IllegalStateException("nobody must see this");
        }
        return new Found(Map.of("id", thing), 3, "");
    }

    @PostMapping
    Written create(@Valid @RequestBody NewThing thing) {
        return new Written(Outcome.shown("thing", "thing-" + thing.name(), ""), 0, -1, false);
    }

    @PostMapping("/{thing}/parts")
    Written add(@PathVariable String thing) {
        return new Written(Outcome.silent(201), 0, -1, false);
    }

    @DeleteMapping("/{thing}")
    Written delete(@PathVariable String thing) {
        return new Written(Outcome.silent(204), 0, -1, false);
    }

    @Override
    public String dialect() {
        return "logto";
    }

    @Override
    public String kind() {
        return "thing";
    }

    @Override
    public Found show(TenantId tenantId, String id) {
        return new Found(Map.of("id", id), 3, "");
    }

    /** Whether anybody is there. */
    @Open
    @RestController
    static class Status {
        @GetMapping("/api/status")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void status() {
            // that it answers is the answer
        }
    }
}
