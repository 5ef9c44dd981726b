package io.fasti.command.platform;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.eventstore.Keys;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What is for good is asked for twice: the first time is answered with a confirmation, which the second has to bring. It is
 * for one act of one caller in one tenant and for ten minutes. Nothing is kept of it: it is sealed under the tenant's key,
 * so that every process can tell it and nobody else can make one.
 */
@Component
public class Confirmations {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String FIELD = "confirmation";

    private final Keys keys;
    private final Clock clock;

    @Autowired
    Confirmations(Keys keys) {
        this(keys, Clock.systemUTC());
    }

    Confirmations(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * An answer with a confirmation: nothing has happened yet.
     *
     * @param act what is to be confirmed, and of what: {@code erase usr_1}
     */
    public Written ask(Call call, String act, String message) {
        var expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        var sealed = keys.seal(call.tenant().id(), content(call, act) + expiresAt.getEpochSecond());
        var answer = new Outcome(202, null, null, message, Map.of())
                .once(FIELD, urlSafe(sealed))
                .once("expiresAt", expiresAt);
        return new Written(answer, 0, -1, false);
    }

    /** @throws Rejection CONFIRMATION_INVALID when it is not one for this act of this caller, or not any more */
    public void require(Call call, String act, String given) {
        var opened = opened(call, given);
        var expected = content(call, act);
        if (!opened.startsWith(expected)) {
            throw refused("is not one for this");
        }
        var expiresAt = Instant.ofEpochSecond(Long.parseLong(opened.substring(expected.length())));
        if (!clock.instant().isBefore(expiresAt)) {
            throw refused("has expired; ask for another");
        }
    }

    private String opened(Call call, String given) {
        try {
            return keys.open(call.tenant().id(), plain(given));
        } catch (IllegalStateException | IllegalArgumentException _) {
            throw refused("is not one for this");
        }
    }

    private static Rejection refused(String why) {
        return new Rejection(ErrorCode.CONFIRMATION_INVALID, FIELD, why);
    }

    private static String content(Call call, String act) {
        return "confirmation\n" + act + "\n" + call.caller().id() + "\n";
    }

    /** Texts are sealed as base64; this one is copied by people and programs. */
    private static String urlSafe(String sealed) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(sealed));
    }

    private static String plain(String given) {
        var bytes = Base64.getUrlDecoder().decode(given.getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(bytes);
    }
}
