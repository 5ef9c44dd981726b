package io.fasti.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Keys;
import io.fasti.eventstore.Origin;
import io.fasti.http.Call;
import io.fasti.http.caller.Caller;
import io.fasti.http.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.5Z");
    private static final String ACT = "erase usr_1";

    private final Call call = call("ten_1", "key_1");
    private final String given =
            String.valueOf(at(NOW).ask(call, ACT, "Confirm").outcome().once().get("confirmation"));

    @Test
    void what_was_answered_is_taken_for_ten_minutes() {
        var answer = at(NOW).ask(call, ACT, "Confirm");

        assertThat(answer.outcome().status()).isEqualTo(202);
        assertThat(answer.outcome().once()).containsEntry("expiresAt", Instant.parse("2026-11-22T10:10:00Z"));
        assertThat(given).matches("[A-Za-z0-9_-]{20,256}");
        at(NOW.plus(Duration.ofMinutes(9))).require(call, ACT, given);
    }

    @Test
    void it_is_of_no_use_later_or_for_anything_or_anybody_else() {
        refused(NOW.plus(Duration.ofMinutes(10)), call, ACT, given);
        refused(NOW, call, "erase usr_12", given);
        refused(NOW, call, "erase usr_", given);
        refused(NOW, call("ten_1", "key_2"), ACT, given);
        refused(NOW, call("ten_2", "key_1"), ACT, given);
    }

    @Test
    void what_is_none_is_refused_as_such() {
        for (var nonsense : new String[] {"", "???", "Zoë", "bm90aGluZw", given.substring(1), given + "AAAA"}) {
            refused(NOW, call, ACT, nonsense);
        }
    }

    private static void refused(Instant at, Call call, String act, String given) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> at(at).require(call, act, given))
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(ErrorCode.CONFIRMATION_INVALID);
                    assertThat(rejection.details()).containsKey("confirmation");
                });
    }

    private static Confirmations at(Instant now) {
        return new Confirmations(new Marked(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Call call(String tenantId, String caller) {
        var tenant = new Tenant(new TenantId(tenantId), "acme", "Acme", false, PasswordPolicy.DEFAULT);
        return new Call(
                tenant,
                new Caller(tenant.id(), "api_key", caller, "A key", Set.of()),
                "lumo",
                Origin.system("test"),
                null,
                null,
                false);
    }

    /** Seals by writing down whose text it is, with a check of its length. */
    private static final class Marked implements Keys {
        @Override
        public String seal(TenantId tenantId, String text) {
            var sealed = tenantId + "|" + text.length() + "|" + text;
            return Base64.getEncoder().encodeToString(sealed.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String open(TenantId tenantId, String sealed) {
            var parts = new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8).split("\\|", 3);
            if (parts.length < 3
                    || !parts[0].equals(tenantId.value())
                    || !parts[1].equals(String.valueOf(parts[2].length()))) {
                throw new IllegalStateException("not sealed here");
            }
            return parts[2];
        }

        @Override
        public String sealPersonal(TenantId tenantId, String subjectId, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> openPersonal(TenantId tenantId, String subjectId, String sealed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void erase(TenantId tenantId, String subjectId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(TenantId tenantId, String subjectId) {
            throw new UnsupportedOperationException();
        }
    }
}
