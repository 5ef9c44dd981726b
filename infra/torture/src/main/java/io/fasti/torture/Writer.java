package io.fasti.torture;

import io.fasti.torture.Cluster.Node;
import io.fasti.torture.Deed.Attempt;
import io.fasti.torture.Deed.Claim;
import io.fasti.torture.Deed.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A client that does one thing after the other, as a seed says: to users of its own, and to what all others change too. */
final class Writer {
    private static final int CLASHING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What all writers fight for. */
    record Hot(List<String> users, List<String> roles) {}

    private final int number;
    private final Random random;
    private final Cluster cluster;
    private final Api api;
    private final Ledger ledger;
    private final Report report;
    private final Hot hot;
    private final BooleanSupplier goesOn;
    private final List<String> own = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private int count;

    Writer(
            int number,
            long seed,
            Cluster cluster,
            Api api,
            Ledger ledger,
            Report report,
            Hot hot,
            BooleanSupplier goesOn) {
        this.number = number;
        this.random = new Random(seed * 1_000 + number);
        this.cluster = cluster;
        this.api = api;
        this.ledger = ledger;
        this.report = report;
        this.hot = hot;
        this.goesOn = goesOn;
    }

    void write() {
        while (goesOn.getAsBoolean()) {
            next();
        }
    }

    private void next() {
        count++;
        switch (random.nextInt(21)) {
            case 0, 1, 2, 3 -> createUser("w%d-%d@example.com".formatted(number, count));
            case 4, 5 -> createUser(clashingEmail());
            case 6, 7 -> deleteUser();
            case 8, 9, 10 -> renameHotUser();
            case 11, 12, 13 -> blockHotUser(random.nextBoolean());
            case 14, 15, 16 -> changeHotRole(random.nextBoolean());
            case 17 -> changeEmail();
            case 18 -> createRole("clash-role-" + random.nextInt(4));
            case 19 -> eraseUser();
            default -> clashingRole();
        }
    }

    private void createUser(String email) {
        var name = "Name of " + number + "-" + count;
        var attempt = done(new Deed(
                "create user",
                "POST",
                "/users",
                "{\"email\": \"%s\", \"name\": \"%s\"}".formatted(email, name),
                random.nextBoolean(),
                List.of("user.created"),
                Map.of("email", email, "profile.name", name),
                null,
                null));
        if (attempt != null && attempt.aggregateId != null) {
            own.add(attempt.aggregateId);
        }
    }

    private void deleteUser() {
        if (own.isEmpty()) {
            return;
        }
        var user = own.remove(random.nextInt(own.size()));
        var attempt =
                done(change("delete user", "DELETE", "/users/" + user, null, "user.deleted", Map.of(), null, null));
        if (attempt != null) {
            deleted.add(user);
        }
    }

    /** One who is there, or one who was deleted before. */
    private void eraseUser() {
        var among = random.nextBoolean() ? own : deleted;
        if (among.isEmpty()) {
            return;
        }
        var user = among.remove(random.nextInt(among.size()));
        var path = "/users/" + user + "/erase";
        var confirmation = api.confirmation(any(cluster.nodes()), path);
        if (confirmation != null) {
            done(new Deed(
                    "erase user",
                    "POST",
                    path,
                    "{\"confirmation\": \"%s\"}".formatted(confirmation),
                    random.nextBoolean(),
                    among == own ? List.of("user.deleted", "user.erased") : List.of("user.erased"),
                    Map.of(),
                    null,
                    null));
        }
    }

    /** Sometimes on condition that nobody else has changed it since. */
    private void renameHotUser() {
        var path = "/users/" + any(hot.users());
        var name = "Hot " + number + "-" + count;
        var seen = random.nextInt(3) == 0 ? api.read(reader(), path, 0) : null;
        done(change(
                "rename hot user",
                "PATCH",
                path,
                "{\"name\": \"%s\"}".formatted(name),
                "user.profile_changed",
                Map.of("name", name),
                null,
                seen == null ? null : seen.version()));
    }

    private void blockHotUser(boolean block) {
        var user = any(hot.users());
        done(change(
                block ? "block hot user" : "unblock hot user",
                "POST",
                "/users/" + user + (block ? "/block" : "/unblock"),
                null,
                block ? "user.blocked" : "user.unblocked",
                Map.of(),
                new Claim(user, "blocked", block),
                null));
    }

    private void changeHotRole(boolean assign) {
        var user = any(hot.users());
        var role = any(hot.roles());
        var claim = new Claim(user, role, assign);
        var path = "/users/" + user + "/roles";
        done(
                assign
                        ? change(
                                "assign hot role",
                                "POST",
                                path,
                                "{\"role\": \"%s\"}".formatted(role),
                                "user.roles_assigned",
                                Map.of(),
                                claim,
                                null)
                        : change(
                                "revoke hot role",
                                "DELETE",
                                path + "/" + role,
                                null,
                                "user.roles_revoked",
                                Map.of(),
                                claim,
                                null));
    }

    private void changeEmail() {
        if (own.isEmpty()) {
            return;
        }
        var email = random.nextBoolean() ? clashingEmail() : "moved-%d-%d@example.com".formatted(number, count);
        var user = any(own);
        // Who has the clashing e-mail already and asks for it again changes nothing.
        done(change(
                "change e-mail",
                "PATCH",
                "/users/" + user,
                "{\"email\": \"%s\"}".formatted(email),
                "user.email_changed",
                Map.of("email", email),
                new Claim(user, "email " + email, true),
                null));
    }

    private void createRole(String slug) {
        var name = "Role of " + number + "-" + count;
        done(new Deed(
                "create role",
                "POST",
                "/roles",
                "{\"name\": \"%s\", \"slug\": \"%s\"}".formatted(name, slug),
                random.nextBoolean(),
                List.of("role.created"),
                Map.of("slug", slug, "name", name),
                null,
                null));
    }

    /** Given to a user, or deleted so that all who have it lose it. */
    private void clashingRole() {
        var slug = "clash-role-" + random.nextInt(4);
        if (random.nextBoolean() || own.isEmpty()) {
            done(change(
                    "delete role", "DELETE", "/roles/" + slug, null, "role.deleted", Map.of("slug", slug), null, null));
        } else {
            done(new Deed(
                    "assign clashing role",
                    "POST",
                    "/users/" + any(own) + "/roles",
                    "{\"role\": \"%s\"}".formatted(slug),
                    random.nextBoolean(),
                    List.of("user.roles_assigned"),
                    Map.of(),
                    Claim.PERHAPS,
                    null));
        }
    }

    private Deed change(
            String name,
            String method,
            String path,
            @Nullable String body,
            String event,
            Map<String, String> values,
            @Nullable Claim claim,
            @Nullable Long ifMatch) {
        return new Deed(name, method, path, body, random.nextBoolean(), List.of(event), values, claim, ifMatch);
    }

    /** Asks; one with a key is asked for again until there is an answer, and sometimes once more. The attempt that was answered. */
    private @Nullable Attempt done(Deed deed) {
        ledger.enter(deed);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var node = any(cluster.nodes());
            if (!node.program().isReady()) {
                LockSupport.parkNanos(20_000_000);
                if (System.nanoTime() > end) {
                    return null;
                }
                continue;
            }
            var attempt = ledger.attempt(deed);
            var version = api.ask(node, attempt);
            if (attempt.told == Told.DONE) {
                readOwnWrite(attempt, version);
                if (deed.key != null && random.nextInt(8) == 0) {
                    api.ask(any(cluster.nodes()), ledger.attempt(deed));
                }
                return attempt;
            }
            if (attempt.told == Told.REFUSED || deed.key == null || System.nanoTime() > end) {
                return null;
            }
            LockSupport.parkNanos(50_000_000L + random.nextInt(200_000_000));
        }
    }

    /** Only of what nobody deletes meanwhile. */
    private void readOwnWrite(Attempt attempt, @Nullable Long version) {
        var user = attempt.aggregateId;
        if (version == null || user == null || !user.startsWith("usr_") || random.nextInt(4) != 0) {
            return;
        }
        var seen = api.read(reader(), "/users/" + user, attempt.position);
        if (seen.status() == 200) {
            report.looked(Promise.OWN_WRITES, 1);
            if (Objects.requireNonNullElse(seen.version(), -1L) < version) {
                report.broken(
                        Promise.OWN_WRITES,
                        "%s of %s made version %d at position %d, and then version %d was read there"
                                .formatted(attempt, user, version, attempt.position, seen.version()));
            }
        } else if (seen.status() == 404) {
            report.broken(Promise.OWN_WRITES, "%s made %s, which was not found then".formatted(attempt, user));
        }
    }

    private Node reader() {
        return any(cluster.nodes().stream().filter(Node::reads).toList());
    }

    private static String clashing(int number) {
        return "clash-" + number + "@example.com";
    }

    private String clashingEmail() {
        return clashing(random.nextInt(CLASHING));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
