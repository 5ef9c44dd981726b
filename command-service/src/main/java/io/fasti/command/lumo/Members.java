package io.fasti.command.lumo;

import io.fasti.command.platform.Lookups;
import io.fasti.command.platform.Together;
import io.fasti.events.UserId;
import io.fasti.http.Call;
import io.fasti.http.json.Name;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Users that a request names: ids or e-mails, one or several, in any of the spellings that clients use. */
record Members(
        @Nullable List<@NotNull @Name String> userIds,
        @Nullable @Name String userId,
        @Nullable List<@NotNull @Name String> users,
        @Nullable @Name String user) {
    List<UserId> among(Call call, Lookups lookups) {
        var names = new ArrayList<String>();
        if (userIds != null) {
            names.addAll(userIds);
        }
        if (users != null) {
            names.addAll(users);
        }
        return lookups.users(call.tenant().id(), Given.oneOrMore("userIds", names, userId, user));
    }

    /** The same for each user; with If-Match, what the request is about has to be at that version first. */
    static Together each(Call call, Object ensured, List<UserId> users, Function<UserId, Object> command) {
        var commands = new ArrayList<Object>();
        if (call.ifMatch() != null) {
            commands.add(ensured);
        }
        users.forEach(user -> commands.add(command.apply(user)));
        return new Together(commands);
    }
}
