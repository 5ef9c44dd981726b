package io.fasti.query.lumo;

import io.fasti.events.TenantId;
import io.fasti.http.Found;
import io.fasti.http.readback.Shown;
import io.fasti.query.user.UserQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The custom attributes of a user, as the answer to a change of them shows them. */
@Component
class ShownUserAttributes implements Shown {
    private final UserQueries users;

    ShownUserAttributes(UserQueries users) {
        this.users = users;
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "user-attributes";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return users.byId(tenantId, id)
                .map(user -> new Found(user.attributes(), user.version(), "User attributes retrieved successfully"))
                .orElse(null);
    }
}
