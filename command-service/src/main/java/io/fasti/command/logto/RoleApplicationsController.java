package io.fasti.command.logto;

import io.fasti.command.platform.Lookups;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Call;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The applications of a role: there are none in Fasti yet, and none can be named. */
@RestController
@RequestMapping("/api/roles/{role}/applications")
@Requires(Area.ROLES)
class RoleApplicationsController {
    private final Lookups lookups;

    RoleApplicationsController(Lookups lookups) {
        this.lookups = lookups;
    }

    /** Applications by their ids. */
    record Applications(
            @NotNull @Size(min = 1, message = "must not be empty")
            List<@NotNull @Size(min = 1, message = "must not be empty") String> applicationIds) {}

    @PostMapping
    Written add(Call call, @PathVariable String role, @Valid @RequestBody Applications applications) {
        lookups.role(call.tenant().id(), role);
        throw new Rejection(
                ErrorCode.APPLICATION_NOT_FOUND,
                "application_id",
                applications.applicationIds().getFirst());
    }

    @DeleteMapping("/{application}")
    Written remove(@PathVariable String role, @PathVariable String application) {
        throw new Rejection(ErrorCode.ROLE_NOT_HELD, "application_id", application);
    }
}
