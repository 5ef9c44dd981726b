package io.fasti.query.logto;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fasti.query.user.FactorView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A second factor as Logto shows one, with times in ISO 8601. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownFactor(
        String id,
        String createdAt,
        String type,
        @Nullable Long remainCodes,
        @Nullable String lastUsedAt) {
    static ShownFactor of(FactorView factor) {
        var used = factor.lastUsedAt();
        return new ShownFactor(
                factor.id(),
                text(factor.createdAt()),
                factor.factor().equals("totp") ? "Totp" : "BackupCode",
                factor.remaining(),
                used == null ? null : text(used));
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
