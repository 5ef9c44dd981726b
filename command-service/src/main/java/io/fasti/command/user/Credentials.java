package io.fasti.command.user;

import io.fasti.command.password.Secret;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.MfaId;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserBackupCodesAdded;
import io.fasti.events.UserEvent.UserIdentityDescribed;
import io.fasti.events.UserEvent.UserIdentityLinked;
import io.fasti.events.UserEvent.UserIdentityUnlinked;
import io.fasti.events.UserEvent.UserMfaRemoved;
import io.fasti.events.UserEvent.UserPasswordUpgraded;
import io.fasti.events.UserEvent.UserTotpAdded;
import io.fasti.events.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what a user proves to be that user.
 *
 * @param password the digest in the form of events; null when there is none
 * @param identities by target, whom other services know; as linked last
 * @param factors what has to be shown besides
 */
record Credentials(@Nullable Secret password, Map<String, Identity> identities, List<Factor> factors) {
    static final Credentials NONE = new Credentials(null, Map.of(), List.of());
    static final String TOTP = "totp";
    static final String BACKUP_CODES = "backup_codes";

    /** @param details empty when nothing is said */
    record Identity(String id, Map<String, @Nullable Object> details) {
        static Identity of(String id, @Nullable Map<String, @Nullable Object> details) {
            return new Identity(id, details == null ? Map.<String, @Nullable Object>of() : details);
        }
    }

    /** @param kind {@link #TOTP} or {@link #BACKUP_CODES} */
    record Factor(MfaId id, String kind) {}

    Credentials {
        identities = Map.copyOf(identities);
        factors = List.copyOf(factors);
    }

    /** Only while the password is still the one whose digest was found to be old. */
    List<UserEvent> upgrade(UserId userId, Secret from, Secret hash) {
        return from.equals(password) ? List.of(new UserPasswordUpgraded(userId, hash.value())) : List.of();
    }

    List<UserEvent> link(UserCommand.LinkIdentity c) {
        var was = identities.get(c.target());
        if (was == null || !was.id().equals(c.identity())) {
            var from = was == null ? null : was.id();
            return List.of(new UserIdentityLinked(c.userId(), c.target(), c.identity(), from, c.details()));
        }
        return Identity.of(c.identity(), c.details()).equals(was)
                ? List.of()
                : List.of(new UserIdentityDescribed(c.userId(), c.target(), c.details()));
    }

    List<UserEvent> unlink(UserId userId, String target) {
        var was = identities.get(target);
        if (was == null) {
            throw new Rejection(ErrorCode.USER_IDENTITY_NOT_FOUND, "target", target);
        }
        return List.of(new UserIdentityUnlinked(userId, target, was.id()));
    }

    List<UserEvent> addTotp(UserCommand.AddTotp c) {
        if (has(TOTP)) {
            throw new Rejection(ErrorCode.TOTP_EXISTS);
        }
        return List.of(new UserTotpAdded(c.userId(), c.mfaId(), c.secret().value()));
    }

    /** Whoever has only backup codes would be locked out with the last of them. */
    List<UserEvent> addBackupCodes(UserCommand.AddBackupCodes c) {
        if (has(BACKUP_CODES)) {
            throw new Rejection(ErrorCode.BACKUP_CODES_EXIST);
        }
        if (factors.isEmpty()) {
            throw new Rejection(ErrorCode.BACKUP_CODES_ALONE);
        }
        return List.of(new UserBackupCodesAdded(
                c.userId(), c.mfaId(), c.hashes().stream().map(Secret::value).toList()));
    }

    List<UserEvent> removeMfa(UserId userId, MfaId mfaId) {
        return factors.stream()
                .filter(factor -> factor.id().equals(mfaId))
                .findFirst()
                .<List<UserEvent>>map(factor -> List.of(new UserMfaRemoved(userId, mfaId, factor.kind())))
                .orElseThrow(() -> new Rejection(ErrorCode.MFA_NOT_FOUND, "mfa_id", mfaId.value()));
    }

    Map<String, String> claimed() {
        var claimed = new LinkedHashMap<String, String>();
        identities.forEach((target, identity) -> claimed.put(target, identity.id()));
        return claimed;
    }

    Credentials with(Secret digest) {
        return new Credentials(digest, identities, factors);
    }

    Credentials after(UserIdentityLinked e) {
        var more = new LinkedHashMap<>(identities);
        more.put(e.target(), Identity.of(e.identity(), e.details()));
        return new Credentials(password, more, factors);
    }

    Credentials after(UserIdentityDescribed e) {
        var others = new LinkedHashMap<>(identities);
        others.computeIfPresent(e.target(), (_, was) -> Identity.of(was.id(), e.details()));
        return new Credentials(password, others, factors);
    }

    Credentials after(UserIdentityUnlinked e) {
        var fewer = new LinkedHashMap<>(identities);
        fewer.remove(e.target());
        return new Credentials(password, fewer, factors);
    }

    Credentials with(Factor factor) {
        var more = new ArrayList<>(factors);
        more.add(factor);
        return new Credentials(password, identities, more);
    }

    Credentials without(MfaId mfaId) {
        return new Credentials(
                password,
                identities,
                factors.stream().filter(factor -> !factor.id().equals(mfaId)).toList());
    }

    private boolean has(String kind) {
        return factors.stream().anyMatch(factor -> factor.kind().equals(kind));
    }
}
