package io.fasti.command.platform;

import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Names to ids, by the directory: what was committed before is found. One query however many names; what is not found is
 * refused with its name. Ids come back sorted and each once.
 */
@Component
public final class Lookups {
    /** By id or slug. */
    public RoleId role(TenantId tenantId, String given) {
        throw new UnsupportedOperationException();
    }

    public List<RoleId> roles(TenantId tenantId, Collection<String> given) {
        throw new UnsupportedOperationException();
    }

    /** By id or slug. */
    public PermissionId permission(TenantId tenantId, String given) {
        throw new UnsupportedOperationException();
    }

    public List<PermissionId> permissions(TenantId tenantId, Collection<String> given) {
        throw new UnsupportedOperationException();
    }

    /** By id or slug. */
    public GroupId group(TenantId tenantId, String given) {
        throw new UnsupportedOperationException();
    }

    public List<GroupId> groups(TenantId tenantId, Collection<String> given) {
        throw new UnsupportedOperationException();
    }

    /** By id, e-mail or username. An id is taken as it is: whether there is such a user, the user's stream tells. */
    public UserId user(TenantId tenantId, String given) {
        throw new UnsupportedOperationException();
    }

    public List<UserId> users(TenantId tenantId, Collection<String> given) {
        throw new UnsupportedOperationException();
    }
}
