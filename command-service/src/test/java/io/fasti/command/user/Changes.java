package io.fasti.command.user;

import io.fasti.command.user.UserCommand.ChangeUser;
import io.fasti.events.Change;
import io.fasti.events.UserId;
import org.jspecify.annotations.Nullable;

/** A change of a user, of which a test names only what it is about. */
final class Changes {
    private Change<String> email = Change.keep();
    private Change<Boolean> verified = Change.keep();
    private Change<String> username = Change.keep();
    private Change<String> phone = Change.keep();
    private Change<String> name = Change.keep();
    private Change<Boolean> active = Change.keep();

    Changes email(@Nullable String value) {
        email = Change.to(value);
        return this;
    }

    Changes verified(boolean value) {
        verified = Change.to(value);
        return this;
    }

    Changes username(@Nullable String value) {
        username = Change.to(value);
        return this;
    }

    Changes phone(@Nullable String value) {
        phone = Change.to(value);
        return this;
    }

    Changes name(@Nullable String value) {
        name = Change.to(value);
        return this;
    }

    Changes active(boolean value) {
        active = Change.to(value);
        return this;
    }

    ChangeUser command() {
        return new ChangeUser(
                new UserId("usr_1"),
                email,
                verified,
                username,
                phone,
                new ProfileChange(name, Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.keep()),
                active,
                Change.keep(),
                true);
    }
}
