package io.fasti.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.command.RunningService;
import io.fasti.command.group.GroupCommand.ChangeGroup;
import io.fasti.command.group.GroupCommand.CreateGroup;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.DeleteUser;
import io.fasti.command.user.UserCommand.JoinGroups;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserId;
import io.fasti.eventstore.Origin;
import io.fasti.http.tenant.Tenants;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands on a real store: claims, references, conflicts, several aggregates at once. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private static final Origin ORIGIN = Origin.system("test");
    private static final String DONE = "done";

    private final RunningService service;
    private final Commands commands;
    private final Lookups lookups;
    private final TenantId tenant;

    CommandsTest(Database database) {
        service = new RunningService(database);
        commands = service.bean(Commands.class);
        lookups = service.bean(Lookups.class);
        tenant = Objects.requireNonNull(service.bean(Tenants.class).bySlug(RunningService.TENANT))
                .id();
    }

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void of_many_who_want_one_email_exactly_one_gets_it_whatever_its_case() throws Exception {
        var answers = inParallel(
                200, i -> user(UserId.random(), i % 2 == 0 ? "same@example.com" : "Same@Example.COM", List.of()));

        assertThat(answers).filteredOn(DONE::equals).hasSize(1);
        assertThat(answers)
                .filteredOn(ErrorCode.USER_EMAIL_TAKEN.name()::equals)
                .hasSize(199);
    }

    @Test
    void of_many_who_want_one_slug_exactly_one_gets_it() throws Exception {
        var answers = inParallel(50, _ -> new CreateRole(RoleId.random(), "one", "One", null, List.of(), false));

        assertThat(answers).filteredOn(DONE::equals).hasSize(1);
        assertThat(answers).filteredOn(ErrorCode.ROLE_SLUG_TAKEN.name()::equals).hasSize(49);
    }

    @Test
    void many_who_change_one_user_all_come_through() throws Exception {
        var user = UserId.random();
        send(user(user, "popular@example.com", List.of()));
        var roles = new ArrayList<RoleId>();
        for (int i = 0; i < 30; i++) {
            roles.add(role("popular" + i));
        }

        assertThat(inParallel(30, i -> new AssignRoles(user, List.of(roles.get(i)))))
                .containsOnly(DONE);
    }

    @Test
    void a_role_that_never_was_cannot_be_assigned_and_nothing_happens() {
        var user = UserId.random();
        assertThat(code(() -> send(user(user, "nobody@example.com", List.of(RoleId.random())))))
                .isEqualTo(ErrorCode.ROLE_NOT_FOUND);
        assertThat(code(() -> lookups.user(tenant, "nobody@example.com"))).isEqualTo(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void together_all_happens_or_nothing() {
        var group = GroupId.random();
        send(new CreateGroup(group, "together", "Together", null, List.of()));
        var there = UserId.random();
        send(user(there, "there@example.com", List.of()));
        var nobody = UserId.random();

        assertThatThrownBy(() -> send(new Together(
                        List.of(new JoinGroups(there, List.of(group)), new JoinGroups(nobody, List.of(group))))))
                .isInstanceOfSatisfying(Rejection.class, r -> {
                    assertThat(r.code()).isEqualTo(ErrorCode.USER_NOT_FOUND);
                    assertThat(r.details()).containsEntry("user_id", nobody.value());
                });
        assertThat(members(group)).isZero();

        send(new Together(List.of(new JoinGroups(there, List.of(group)))));
        assertThat(members(group)).isOne();
    }

    @Test
    void what_another_tenant_has_is_not_there() {
        var user = UserId.random();
        send(user(user, "ours@example.com", List.of()));

        assertThat(code(() -> commands.send(TenantId.random(), ORIGIN, new DeleteUser(user))))
                .isEqualTo(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void names_are_found_by_id_slug_email_and_in_any_number() {
        var clerk = role("found-clerk");
        var boss = role("found-boss");
        var ada = UserId.random();
        send(user(ada, "Found@Example.com", List.of()));

        assertThat(lookups.roles(tenant, List.of("found-clerk", boss.value(), clerk.value())))
                .containsExactlyInAnyOrder(clerk, boss);
        assertThat(lookups.users(tenant, List.of("found@example.COM", ada.value())))
                .containsExactly(ada);
        assertThatThrownBy(() -> lookups.roles(tenant, List.of("found-clerk", "lost")))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.details()).containsEntry("role_id", "lost"));
        assertThat(code(() -> lookups.role(TenantId.random(), "found-clerk"))).isEqualTo(ErrorCode.ROLE_NOT_FOUND);
    }

    @Test
    void what_was_given_up_can_be_taken_by_others() {
        var group = GroupId.random();
        send(new CreateGroup(group, "old-slug", "Group", null, List.of()));
        send(new ChangeGroup(group, Change.to("new-slug"), Change.keep(), Change.keep()));
        send(new CreateGroup(GroupId.random(), "old-slug", "Group", null, List.of()));
        assertThat(lookups.group(tenant, "new-slug")).isEqualTo(group);

        var user = UserId.random();
        send(user(user, "given-up@example.com", List.of()));
        send(new DeleteUser(user));
        send(user(UserId.random(), "given-up@example.com", List.of()));
    }

    private RoleId role(String slug) {
        var role = RoleId.random();
        send(new CreateRole(role, slug, slug, null, List.of(), false));
        return role;
    }

    private static CreateUser user(UserId id, String email, List<RoleId> roles) {
        return new CreateUser(id, email, false, null, null, Profile.EMPTY, true, null, roles, List.of());
    }

    private void send(Object command) {
        commands.send(tenant, ORIGIN, command);
    }

    private long members(GroupId group) {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from command.group_of_user where group_id = ?")
                .param(group.value())
                .query(Long.class)
                .single();
    }

    /** What became of each: {@link #DONE}, or the code of its refusal. */
    private List<String> inParallel(int times, IntFunction<Object> command) throws Exception {
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i < times; i++) {
            var one = command.apply(i);
            tasks.add(() -> {
                var code = code(() -> send(one));
                return code == null ? DONE : code.name();
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<String>();
            for (var answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static @Nullable ErrorCode code(Runnable attempt) {
        try {
            attempt.run();
            return null;
        } catch (Rejection rejection) {
            return rejection.code();
        }
    }
}
