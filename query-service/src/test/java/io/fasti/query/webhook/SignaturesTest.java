package io.fasti.query.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"user.created\"}";

    @Test
    void a_library_for_standard_webhooks_accepts_them() {
        var headers = headers(SECRET, Instant.now());
        assertThatCode(() -> new Webhook(SECRET).verify(BODY, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(SECRET).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void the_time_of_the_attempt_is_signed() {
        var old = headers(SECRET, Instant.now().minusSeconds(3600));
        assertThatThrownBy(() -> new Webhook(SECRET).verify(BODY, old))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void the_example_of_the_standard_comes_out() {
        var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        var headers =
                Signatures.headers(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), body);
        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** The value is what openssl says of {@code hello} under the text {@code key}. */
    @Test
    void lumoauths_headers_are_made_with_the_whole_secret_and_the_body_only() {
        var headers = Signatures.headers("key", "evt_1", Instant.now(), "hello".getBytes(StandardCharsets.UTF_8));
        var hex = "9307b3b915efb5171ff14d8cb55fbcc798c6c0ef1456d66ded1a6aa723a58b7b";
        assertThat(headers)
                .containsEntry("X-Lumo-Signature", hex)
                .containsEntry("X-LumoAuth-Signature", "sha256=" + hex);
    }

    private static HttpHeaders headers(String secret, Instant at) {
        Map<String, List<String>> headers =
                Signatures.headers(secret, "evt_1", at, BODY.getBytes(StandardCharsets.UTF_8)).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(headers, (_, _) -> true);
    }
}
