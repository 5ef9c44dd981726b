package io.fasti.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.command.RunningService;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.BlockUser;
import io.fasti.command.user.UserCommand.ChangeAttributes;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.command.user.UserCommand.UnblockUser;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserId;
import io.fasti.eventstore.EventAppender;
import io.fasti.eventstore.Origin;
import io.fasti.http.idempotency.IdempotencyKeys;
import io.fasti.http.tenant.Tenants;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes of the command service on one store: streams that grow long, and commands that meet. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest {
    private static final Origin ORIGIN = Origin.system("test");

    private final RunningService one;
    private final RunningService other;
    private final TenantId tenant;

    TwoProcessesTest(Database database) {
        one = new RunningService(database);
        other = new RunningService(database);
        tenant = Objects.requireNonNull(one.bean(Tenants.class).bySlug(RunningService.TENANT))
                .id();
    }

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    @Test
    void a_long_stream_gets_a_snapshot_from_which_other_processes_go_on() {
        var user = user("long@example.com");
        var role = RoleId.random();
        send(one, new CreateRole(role, "long", "Long", null, List.of(), false));
        send(one, new AssignRoles(user, List.of(role)));
        for (int i = 0; i < 120; i++) {
            send(one, new ChangeAttributes(user, Map.of("count", i, "nested", Map.of("list", List.of(1, "two")))));
        }
        awaitSnapshot(user);

        long before = events(user);
        send(other, new ChangeAttributes(user, Map.of("count", 119, "nested", Map.of("list", List.of(1, "two")))));
        send(other, new AssignRoles(user, List.of(role)));
        send(other, new UnblockUser(user));
        assertThat(events(user)).as("nothing of it was new").isEqualTo(before);

        send(other, new BlockUser(user));
        send(one, new RevokeRoles(user, List.of(role)));
        assertThat(events(user)).isEqualTo(before + 2);
    }

    @Test
    void a_command_that_changes_nothing_is_right_about_it_whoever_wrote_last() {
        var user = user("turns@example.com");
        for (int i = 0; i < 20; i++) {
            send(i % 2 == 0 ? one : other, new BlockUser(user));
            send(i % 2 == 0 ? other : one, new UnblockUser(user));
        }
        assertThat(events(user)).isEqualTo(41);
    }

    @Test
    void commands_of_two_processes_on_one_aggregate_all_come_through() throws Exception {
        var user = user("popular@example.com");
        var roles = new ArrayList<RoleId>();
        for (int i = 0; i < 40; i++) {
            roles.add(RoleId.random());
            send(one, new CreateRole(roles.get(i), "popular-" + i, "Popular", null, List.of(), false));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 40; i++) {
                var service = i % 2 == 0 ? one : other;
                var role = roles.get(i);
                tasks.add(() -> {
                    send(service, new AssignRoles(user, List.of(role)));
                    return true;
                });
            }
            for (var answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(events(user)).isEqualTo(41);
    }

    @Test
    void who_meets_others_again_and_again_is_refused_in_the_end() {
        var bus = new FailingBus(new ConcurrencyException("overtaken"), Integer.MAX_VALUE);
        assertThat(sent(bus)).isEqualTo(ErrorCode.CONCURRENT_CHANGE);
        assertThat(bus.attempts).hasValue(8);
    }

    @Test
    void who_meets_others_now_and_then_comes_through() {
        var bus = new FailingBus(new ConcurrencyException("overtaken"), 3);
        assertThat(sent(bus)).isNull();
        assertThat(bus.attempts).hasValue(4);
    }

    @Test
    void nothing_but_a_conflict_is_tried_again() {
        var rejected = new FailingBus(new Rejection(ErrorCode.USER_NOT_FOUND), Integer.MAX_VALUE);
        assertThat(sent(rejected)).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(rejected.attempts).hasValue(1);

        var waited = new FailingBus(new LockAcquisitionFailedException("too long"), Integer.MAX_VALUE);
        assertThat(sent(waited)).isEqualTo(ErrorCode.CONCURRENT_CHANGE);
        assertThat(waited.attempts).hasValue(1);
    }

    /** The code of the refusal; null when there was none. */
    private @Nullable ErrorCode sent(CommandBus bus) {
        var commands = new Commands(bus, one.bean(EventAppender.class), one.bean(IdempotencyKeys.class));
        try {
            commands.send(tenant, ORIGIN, new BlockUser(UserId.random()));
            return null;
        } catch (Rejection rejection) {
            return rejection.code();
        }
    }

    /** Fails so many times, and then does nothing. */
    private static final class FailingBus implements CommandBus {
        private final RuntimeException failure;
        private final int times;
        private final AtomicInteger attempts = new AtomicInteger();

        FailingBus(RuntimeException failure, int times) {
            this.failure = failure;
            this.times = times;
        }

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            CommandResultMessage<R> result = attempts.incrementAndGet() <= times
                    ? GenericCommandResultMessage.asCommandResultMessage(failure)
                    : GenericCommandResultMessage.asCommandResultMessage("done");
            callback.onResult(command, result);
        }

        @Override
        public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> one) {
            throw new UnsupportedOperationException();
        }
    }

    private UserId user(String email) {
        var user = UserId.random();
        send(one, new CreateUser(user, email, false, null, null, Profile.EMPTY, true, null, List.of(), List.of()));
        return user;
    }

    private void send(RunningService service, Object command) {
        service.bean(Commands.class).send(tenant, ORIGIN, command);
    }

    private long events(UserId user) {
        return count("select count(*) from event_store.event where aggregate_id = ?", user);
    }

    private long count(String sql, UserId user) {
        return one.bean(JdbcClient.class)
                .sql(sql)
                .param(user.value())
                .query(Long.class)
                .single();
    }

    private void awaitSnapshot(UserId user) {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (count("select count(*) from event_store.snapshot where aggregate_id = ?", user) == 0) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
