package io.fasti.command.platform;

import io.fasti.events.TenantId;
import io.fasti.eventstore.Origin;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import org.springframework.stereotype.Component;

/** Sends a command to its aggregate and tells what was committed. Whatever is refused comes back as a Rejection. */
@Component
public final class Commands {
    /** A command within the tenant of the call. */
    public Written send(Call call, Object command, Outcome outcome) {
        return send(call, call.tenant().id(), command, outcome);
    }

    /** A command within another tenant than the call's: an operator acts. */
    public Written send(Call call, TenantId tenantId, Object command, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    /** A command that no request is behind. */
    public void send(TenantId tenantId, Origin origin, Object command) {
        throw new UnsupportedOperationException();
    }
}
