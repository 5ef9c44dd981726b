package io.fasti.query.lumo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyId;
import io.fasti.events.Change;
import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookId;
import io.fasti.eventstore.EventJson;
import io.fasti.http.lumo.WebhookNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private static final UserId ADA = new UserId("usr_ada");

    private final LumoAnnouncer announcer = new LumoAnnouncer();

    @Test
    void every_event_has_names_that_can_be_subscribed_to() {
        assertThat(EventCatalogue.entries())
                .allSatisfy(entry ->
                        assertThat(announcer.names(entry.name())).isNotEmpty().allMatch(WebhookNames::known));
    }

    @Test
    void a_new_user_is_told_as_a_whole() {
        var profile = new Profile("Ada Lovelace", "Ada", null, null, null, null);
        assertThat(json(new UserCreated(ADA, "ada@example.com", false, null, null, profile, true)))
                .isEqualTo("""
                        {"user":{"id":"usr_ada","email":"ada@example.com","emailVerified":false,"username":null,\
                        "phoneNumber":null,"name":"Ada Lovelace","givenName":"Ada","familyName":null,"picture":null,\
                        "locale":null,"zoneinfo":null,"isActive":true,"blocked":false}}""");
    }

    @Test
    void later_only_what_changed_is_told() {
        assertThat(json(new UserProfileChanged(
                        ADA,
                        Change.to("Ada King"),
                        Change.keep(),
                        Change.to(null),
                        Change.keep(),
                        Change.keep(),
                        Change.keep())))
                .isEqualTo("{\"user\":{\"id\":\"usr_ada\",\"name\":\"Ada King\",\"familyName\":null}}");
        assertThat(json(new UserRolesAssigned(ADA, List.of(new RoleId("rol_1")))))
                .isEqualTo("{\"user\":{\"id\":\"usr_ada\"},\"roles\":[{\"id\":\"rol_1\"}]}");
    }

    @Test
    void no_secret_is_told() {
        assertThat(json(new UserPasswordSet(ADA, "$argon2id$x"))).isEqualTo("{\"user\":{\"id\":\"usr_ada\"}}");
        assertThat(json(new ApiKeyCreated(new ApiKeyId("key_1"), "CI", "5ha256", "sk_live_ab", List.of(), null)))
                .doesNotContain("5ha256", "sk_live");
        assertThat(json(new WebhookCreated(
                        new WebhookId("whk_1"), "https://x.example/", List.of("*"), null, "whsec_x", true)))
                .doesNotContain("whsec");
    }

    private String json(IdentityEvent event) {
        return EventJson.mapper().writeValueAsString(announcer.data(event));
    }
}
