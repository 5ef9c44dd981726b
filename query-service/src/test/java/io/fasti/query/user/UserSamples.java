package io.fasti.query.user;

import io.fasti.events.Profile;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserId;
import org.jspecify.annotations.Nullable;

/** Users of whom only a little matters. */
final class UserSamples {
    private UserSamples() {}

    static UserCreated created(UserId user) {
        return created(user, user.value().substring(20) + "@example.com", null);
    }

    static UserCreated created(UserId user, String email, @Nullable String name) {
        return new UserCreated(user, email, true, null, null, new Profile(name, null, null, null, null, null), true);
    }
}
