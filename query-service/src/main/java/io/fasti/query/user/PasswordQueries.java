package io.fasti.query.user;

import io.fasti.events.PasswordDigest;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPasswordUpgraded;
import io.fasti.eventstore.EventLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What is kept of passwords, for who moves users elsewhere. No read model has it: it is read from the events, where it is
 * sealed, by one statement for all users.
 */
@Component
public class PasswordQueries {
    private static final List<String> EVENTS = List.of("user.password_set", "user.password_upgraded");

    private final EventLog events;

    PasswordQueries(EventLog events) {
        this.events = events;
    }

    /** By id; who has no password is not there. */
    public Map<String, PasswordDigest> of(TenantId tenantId, Collection<String> ids) {
        var digests = new HashMap<String, PasswordDigest>();
        for (var recorded : events.open(events.last(tenantId, ids, EVENTS))) {
            switch (recorded.event()) {
                case UserPasswordSet e -> digests.put(e.userId().value(), PasswordDigest.of(e.hash()));
                case UserPasswordUpgraded e -> digests.put(e.userId().value(), PasswordDigest.of(e.hash()));
                default -> {}
            }
        }
        return digests;
    }
}
