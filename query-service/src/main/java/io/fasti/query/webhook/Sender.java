package io.fasti.query.webhook;

import io.fasti.http.outbound.ForbiddenTarget;
import io.fasti.http.outbound.OutboundClient;
import io.fasti.query.webhook.Messages.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import javax.net.ssl.SSLException;
import org.springframework.stereotype.Component;

/** Makes one attempt. What went wrong is told in words that say nothing of the network around Fasti. */
@Component
public class Sender {
    private final OutboundClient client;
    private final Secrets secrets;
    private final Messages messages;
    private final Clock clock = Clock.systemUTC();

    Sender(OutboundClient client, Secrets secrets, Messages messages) {
        this.client = client;
        this.secrets = secrets;
        this.messages = messages;
    }

    /** Sends something to try the webhook with, whatever state it is in. */
    public Attempt test(WebhookView webhook, String name) {
        return send(webhook, messages.test(webhook, name, clock));
    }

    Attempt send(WebhookView webhook, Delivery delivery) {
        return messages.of(delivery)
                .map(message -> send(webhook, message))
                .orElseGet(() -> Attempt.failed("the event cannot be read"));
    }

    private Attempt send(WebhookView webhook, Message message) {
        var headers = Signatures.headers(secrets.of(webhook), message.id(), clock.instant(), message.body());
        try {
            var answer = client.post(webhook.url(), headers, message.body());
            return Attempt.answered(answer.status(), answer.body(), answer.retryAfter());
        } catch (IOException e) {
            return Attempt.failed(words(e));
        }
    }

    private static String words(IOException e) {
        return switch (e) {
            case ForbiddenTarget forbidden -> "the address " + forbidden.reason();
            case UnknownHostException unknown
            when unknown.getCause() instanceof ForbiddenTarget forbidden -> "the address " + forbidden.reason();
            case UnknownHostException _ -> "the host name is unknown";
            case OutboundClient.TimedOut _, SocketTimeoutException _ -> "there was no answer in time";
            case ConnectException _ -> "no connection could be made";
            case SSLException _ -> "no secure connection could be made";
            default -> "the connection broke";
        };
    }
}
