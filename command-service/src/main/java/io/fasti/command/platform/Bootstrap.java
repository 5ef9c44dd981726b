package io.fasti.command.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what must be there before anybody can call. Everything may be asked for again, at every start and by many nodes at once. */
@Component
public final class Bootstrap {
    /**
     * A tenant with this slug, and a key with all of its admin scopes.
     *
     * @param key the key it must have; null for a generated one, which is made only together with the tenant
     * @return the key, when it was made just now; empty when nothing had to be done
     * @throws io.fasti.errors.Rejection when the slug or the key is malformed, or the key belongs to somebody else
     */
    public Optional<String> tenant(String slug, @Nullable String key) {
        throw new UnsupportedOperationException();
    }

    /**
     * A key for operator's calls.
     *
     * @param key the key; null for a generated one, which is made only when there is no operator's key at all
     * @return the key, when it was made just now; empty when nothing had to be done
     * @throws io.fasti.errors.Rejection when the key is malformed, or belongs to somebody else
     */
    public Optional<String> operator(@Nullable String key) {
        throw new UnsupportedOperationException();
    }
}
