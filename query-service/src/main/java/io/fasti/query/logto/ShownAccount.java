package io.fasti.query.logto;

import io.fasti.events.TenantId;
import io.fasti.http.Found;
import io.fasti.http.readback.Shown;
import io.fasti.query.user.AccountQueries;
import io.fasti.query.user.AccountView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A part of a user that the answer to a change of it shows alone. */
record ShownAccount(AccountQueries accounts, String kind, Function<AccountView, Object> part) implements Shown {
    @Override
    public String dialect() {
        return "logto";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return accounts.byId(tenantId, id)
                .map(account -> new Found(part.apply(account), account.version(), ""))
                .orElse(null);
    }

    /** The parts there are. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        ShownAccount shownCustomData(AccountQueries accounts) {
            return new ShownAccount(accounts, "user-custom-data", account -> new RawJson(account.attributes()));
        }

        @Bean
        ShownAccount shownProfile(AccountQueries accounts) {
            return new ShownAccount(accounts, "user-profile", account -> ShownUser.ShownProfile.of(account.profile()));
        }

        @Bean
        ShownAccount shownIdentities(AccountQueries accounts) {
            return new ShownAccount(accounts, "user-identities", account -> new RawJson(account.identities()));
        }
    }
}
