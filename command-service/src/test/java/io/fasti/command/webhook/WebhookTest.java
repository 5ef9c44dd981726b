package io.fasti.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.fasti.command.password.Secret;
import io.fasti.command.webhook.WebhookCommand.ChangeWebhook;
import io.fasti.command.webhook.WebhookCommand.CreateWebhook;
import io.fasti.command.webhook.WebhookCommand.DeleteWebhook;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookEvent.WebhookDeleted;
import io.fasti.events.WebhookEvent.WebhookDescribed;
import io.fasti.events.WebhookEvent.WebhookDisabled;
import io.fasti.events.WebhookEvent.WebhookEnabled;
import io.fasti.events.WebhookEvent.WebhookEventsChanged;
import io.fasti.events.WebhookEvent.WebhookUrlChanged;
import io.fasti.events.WebhookId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final WebhookId ID = new WebhookId("whk_1");
    private static final String URL = "https://hooks.example.com/in";
    private static final List<String> EVENTS = List.of("user.created");
    private static final WebhookCreated CREATED = new WebhookCreated(ID, URL, EVENTS, "first", "whsec_x", true);
    private static final ChangeWebhook NOTHING =
            new ChangeWebhook(ID, Change.keep(), Change.keep(), Change.keep(), Change.keep());

    private final AggregateTestFixture<WebhookAggregate> fixture = new AggregateTestFixture<>(WebhookAggregate.class);

    @Nested
    class CreatingIt {
        @Test
        void a_new_webhook_has_what_was_given() {
            fixture.givenNoPriorActivity()
                    .when(new CreateWebhook(ID, URL, EVENTS, "first", new Secret("whsec_x"), true))
                    .expectEvents(CREATED);
        }

        @Test
        void its_secret_is_not_printed() {
            assertThat(new CreateWebhook(ID, URL, EVENTS, null, new Secret("whsec_x"), true) + CREATED.toString())
                    .doesNotContain("whsec_x");
        }
    }

    @Nested
    class ChangingIt {
        @Test
        void only_what_is_said_and_differs_is_recorded() {
            fixture.given(CREATED)
                    .when(new ChangeWebhook(
                            ID, Change.to("https://other.example/"), Change.to(EVENTS), Change.to(null), Change.keep()))
                    .expectEvents(new WebhookUrlChanged(ID, "https://other.example/"), new WebhookDescribed(ID, null));
        }

        @Test
        void its_events_are_replaced() {
            fixture.given(CREATED)
                    .when(new ChangeWebhook(ID, Change.keep(), Change.to(List.of("*")), Change.keep(), Change.keep()))
                    .expectEvents(new WebhookEventsChanged(ID, List.of("*")));
        }

        @Test
        void nothing_said_changes_nothing() {
            fixture.given(CREATED).when(NOTHING).expectNoEvents();
        }

        @Test
        void it_is_disabled_once() {
            fixture.given(CREATED).when(active(false)).expectEvents(new WebhookDisabled(ID));
            fixture.given(CREATED, new WebhookDisabled(ID)).when(active(false)).expectNoEvents();
        }

        @Test
        void enabling_it_counts_even_when_it_is_active_since_it_ends_a_suspension() {
            fixture.given(CREATED).when(active(true)).expectEvents(new WebhookEnabled(ID));
        }

        @Test
        void an_unknown_or_deleted_one_is_not_found() {
            refused(fixture.givenNoPriorActivity().when(NOTHING));
            refused(fixture.given(CREATED, new WebhookDeleted(ID)).when(NOTHING));
        }

        private ChangeWebhook active(boolean active) {
            return new ChangeWebhook(ID, Change.keep(), Change.keep(), Change.keep(), Change.to(active));
        }
    }

    @Nested
    class DeletingIt {
        @Test
        void a_live_one_goes() {
            fixture.given(CREATED).when(new DeleteWebhook(ID)).expectEvents(new WebhookDeleted(ID));
        }

        @Test
        void a_deleted_one_is_not_found() {
            refused(fixture.given(CREATED, new WebhookDeleted(ID)).when(new DeleteWebhook(ID)));
        }
    }

    private static void refused(ResultValidator<WebhookAggregate> result) {
        result.expectNoEvents()
                .expectException(predicate(e -> e instanceof Rejection r && r.code() == ErrorCode.WEBHOOK_NOT_FOUND));
    }
}
