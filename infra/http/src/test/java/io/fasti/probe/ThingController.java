package io.fasti.probe;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.TenantId;
import io.fasti.eventstore.RowOperation;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Outcome;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.SortedBy;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.idempotency.IdempotencyKeys;
import io.fasti.http.json.Description;
import io.fasti.http.json.EmailAddress;
import io.fasti.http.json.Name;
import io.fasti.http.json.Slug;
import io.fasti.http.readback.Shown;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Things that can be made, changed, read and deleted. */
@RestController
@RequestMapping("/api/v1/admin/things")
@Requires(Area.USERS)
public class ThingController implements Shown {
    record Part(@NotNull @Name String name, @Nullable Integer count) {}

    record NewThing(
            @NotNull @Name String name,
            @Description @Nullable String description,
            @EmailAddress @Nullable String email,
            @Nullable Boolean active,
            @Nullable Integer size,
            @Nullable Instant since,
            @Nullable List<@Slug String> tags,
            @Valid @Nullable Part part,
            @Nullable Map<String, Object> attributes) {}

    record ThingChange(
            Change<@Description String> description,
            @NotNull Change<@Name String> name) {}

    record Thing(String id, String name, @Nullable String description) {}

    record Asked(Sort sort, String active) {}

    private record Versioned(Thing thing, long version) {}

    private final Map<String, Versioned> things = new ConcurrentHashMap<>();
    private final IdempotencyKeys keys;
    private final JdbcClient jdbc;

    /** When set, creating waits for it. */
    public volatile @Nullable CountDownLatch hold;

    /** Runs just before the row of an answer is written. */
    public volatile Runnable beforeRemembering = () -> {};

    /** How many creations are waiting. */
    public volatile @Nullable CountDownLatch held;

    ThingController(IdempotencyKeys keys, JdbcClient jdbc) {
        this.keys = keys;
        this.jdbc = jdbc;
    }

    @GetMapping
    Listed list(
            Call call,
            Paging paging,
            @SortedBy({"createdAt", "name"}) Sort sort,
            @RequestParam(required = false) @Nullable Boolean active) {
        return new Listed(
                List.of(new Asked(sort, String.valueOf(active))), 51, paging, "Things retrieved successfully");
    }

    @GetMapping("/{thing}")
    Found get(Call call, @PathVariable String thing) {
        var found = show(call.tenant().id(), thing);
        if (found == null) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "thing_id", thing);
        }
        return found;
    }

    @PostMapping
    Written create(Call call, @RequestBody NewThing body) throws InterruptedException {
        var id = "thg_" + (things.size() + 1);
        var outcome = Outcome.created("thing", id, "Thing created successfully").once("secret", "s3cret");
        var waiting = hold;
        if (waiting != null) {
            var here = held;
            if (here != null) {
                here.countDown();
            }
            waiting.await();
        }
        remember(call, outcome);
        things.put(id, new Versioned(new Thing(id, body.name(), body.description()), 0));
        return new Written(outcome, 7, 0, false);
    }

    @PatchMapping("/{thing}")
    Written change(Call call, @PathVariable String thing, @RequestBody ThingChange body) {
        var now = things.get(thing);
        if (now == null) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "thing_id", thing);
        }
        var expected = call.ifMatch();
        if (expected != null && expected != now.version()) {
            throw new Rejection(ErrorCode.VERSION_STALE, "version", "expected " + expected + ", is " + now.version());
        }
        var name = body.name().over(now.thing().name());
        var next = new Thing(
                thing, String.valueOf(name), body.description().over(now.thing().description()));
        things.put(thing, new Versioned(next, now.version() + 1));
        return new Written(Outcome.shown("thing", thing, "Thing updated successfully"), 7, now.version() + 1, false);
    }

    @DeleteMapping("/{thing}")
    Written delete(Call call, @PathVariable String thing) {
        things.remove(thing);
        return new Written(Outcome.done("Thing deleted successfully"), 7, -1, false);
    }

    @GetMapping("/broken")
    Found broken() {
        throw new IllegalArgumentException("a secret of ours");
    }

    @GetMapping("/database-away")
    Found away() {
        throw new org.springframework.jdbc.CannotGetJdbcConnectionException("no", new java.sql.SQLException("refused"));
    }

    @GetMapping("/database-full")
    Found full() {
        throw new org.springframework.jdbc.UncategorizedSQLException(
                "insert", "insert", new java.sql.SQLException("No space left on device", "53100"));
    }

    @Requires(Area.OPERATOR)
    @GetMapping("/operators")
    Found operators() {
        return new Found(Map.of("by", "operator"), 0, "ok");
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "thing";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        var found = things.get(id);
        return found == null ? null : new Found(found.thing(), found.version(), "Thing retrieved successfully");
    }

    /** Writes what the event store would write in its transaction. */
    private void remember(Call call, Outcome outcome) {
        beforeRemembering.run();
        for (var operation : keys.remember(call, outcome)) {
            if (operation instanceof RowOperation.Insert insert) {
                var values = insert.row().values();
                var columns = String.join(", ", values.keySet());
                var marks = values.keySet().stream().map(_ -> "?").collect(Collectors.joining(", "));
                var parameters = values.values().stream()
                        .map(value -> value instanceof Instant at ? java.sql.Timestamp.from(at) : value)
                        .toArray();
                try {
                    jdbc.sql("insert into http.idempotency (%s) values (%s)".formatted(columns, marks))
                            .params(parameters)
                            .update();
                } catch (DuplicateKeyException _) {
                    throw insert.taken() == null ? new IllegalStateException() : insert.taken();
                }
            }
        }
    }
}
