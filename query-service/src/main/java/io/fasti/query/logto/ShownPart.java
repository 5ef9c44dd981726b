package io.fasti.query.logto;

import io.fasti.events.TenantId;
import io.fasti.http.Found;
import io.fasti.http.readback.Shown;
import io.fasti.query.user.PersonQueries;
import io.fasti.query.user.PersonView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A part of a user that the answer to a change of it shows alone. */
record ShownPart(PersonQueries persons, String kind, Function<PersonView, Object> part) implements Shown {
    @Override
    public String dialect() {
        return "logto";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return persons.byId(tenantId, id)
                .map(person -> new Found(part.apply(person), person.version(), ""))
                .orElse(null);
    }

    /** The parts there are. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        ShownPart shownCustomData(PersonQueries persons) {
            return new ShownPart(persons, "user-custom-data", person -> new RawJson(person.attributes()));
        }

        @Bean
        ShownPart shownProfile(PersonQueries persons) {
            return new ShownPart(persons, "user-profile", person -> ShownUser.ShownProfile.of(person.profile()));
        }

        @Bean
        ShownPart shownIdentities(PersonQueries persons) {
            return new ShownPart(persons, "user-identities", person -> new RawJson(person.identities()));
        }
    }
}
