package io.fasti.query.user;

import static io.fasti.query.user.UserSamples.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupId;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeactivated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Page;
import io.fasti.query.platform.Reference;
import io.fasti.query.platform.Story;
import io.fasti.testing.PostgresTest;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserSearchTest {
    private static final Sort BY_EMAIL = new Sort("email", false);
    private static final Paging FIRST = new Paging(1, 25);

    private final TenantId tenant = TenantId.random();
    private final TenantId other = TenantId.random();
    private final UserId ada = UserId.random();
    private final UserId bob = UserId.random();
    private final UserId eve = UserId.random();
    private final RoleId editor = RoleId.random();
    private final GroupId staff = GroupId.random();
    private final GroupId gone = GroupId.random();
    private final Story story;
    private final UserQueries users;

    UserSearchTest(DataSource dataSource) {
        story = new Story(dataSource);
        users = new UserQueries(story.jdbc());
        story.tell(
                tenant,
                created(bob, "Bob@example.com", "zed 100%"),
                new UserCreated(ada, "ada@example.com", true, "Countess", null, null, true),
                created(eve, "eve@example.com", "Yan_Eve"),
                new RoleCreated(editor, "editor", "Editor", null, false),
                new GroupCreated(staff, "staff", "Staff", null),
                new GroupCreated(gone, "gone", "Gone", null),
                new UserRolesAssigned(ada, List.of(editor)),
                new UserGroupsJoined(bob, List.of(staff, gone)),
                new GroupDeleted(gone, "gone", List.of()),
                new UserBlocked(bob),
                new UserDeactivated(eve));
        story.tell(other, created(UserId.random(), "bob@example.com", "Other Bob"));
    }

    @Test
    void a_search_finds_any_part_of_email_username_name_and_id_in_any_case() {
        assertThat(found(search("BOB@ex"))).containsExactly(bob.value());
        assertThat(found(search("ountes"))).containsExactly(ada.value());
        assertThat(found(search("yAN"))).containsExactly(eve.value());
        assertThat(found(search(ada.value().substring(10)))).containsExactly(ada.value());
        assertThat(found(search("nobody"))).isEmpty();
        assertThat(found(search(" "))).hasSize(3);
    }

    @Test
    void what_is_special_in_patterns_means_itself() {
        assertThat(found(search("100%"))).containsExactly(bob.value());
        assertThat(found(search("n_e"))).containsExactly(eve.value());
        assertThat(found(search("%"))).containsExactly(bob.value());
        assertThat(found(search("\\"))).isEmpty();
    }

    @Test
    void users_are_filtered_by_role_and_group_with_id_or_slug() {
        assertThat(found(new UserQueries.Filter(null, "editor", null, null, null)))
                .containsExactly(ada.value());
        assertThat(found(new UserQueries.Filter(null, editor.value(), null, null, null)))
                .containsExactly(ada.value());
        assertThat(found(new UserQueries.Filter(null, null, "staff", null, null)))
                .containsExactly(bob.value());
        assertThat(found(new UserQueries.Filter(null, null, staff.value(), null, null)))
                .containsExactly(bob.value());
        assertThat(found(new UserQueries.Filter(null, null, "gone", null, null)))
                .isEmpty();
        assertThat(found(new UserQueries.Filter(null, "editor", "staff", null, null)))
                .isEmpty();
    }

    @Test
    void users_are_filtered_by_being_blocked_and_active() {
        assertThat(found(new UserQueries.Filter(null, null, null, true, null))).containsExactly(bob.value());
        assertThat(found(new UserQueries.Filter(null, null, null, false, null)))
                .containsExactly(ada.value(), eve.value());
        assertThat(found(new UserQueries.Filter(null, null, null, null, false))).containsExactly(eve.value());
        assertThat(found(new UserQueries.Filter("example", null, null, false, true)))
                .containsExactly(ada.value());
    }

    @Test
    void users_are_sorted_by_what_was_asked_for_and_those_without_it_come_last() {
        assertThat(sorted("email", false)).containsExactly(ada.value(), bob.value(), eve.value());
        assertThat(sorted("email", true)).containsExactly(eve.value(), bob.value(), ada.value());
        assertThat(sorted("name", false)).containsExactly(eve.value(), bob.value(), ada.value());
        assertThat(sorted("name", true)).containsExactly(bob.value(), eve.value(), ada.value());
        assertThat(sorted("createdAt", false)).containsExactly(bob.value(), ada.value(), eve.value());
        assertThat(sorted("createdAt", true)).containsExactly(eve.value(), ada.value(), bob.value());
        assertThat(sorted("lastLoginAt", false)).containsExactlyElementsOf(byId());
    }

    @Test
    void pages_cover_the_list_without_overlap_and_tell_its_length() {
        var first = users.find(tenant, search(null), BY_EMAIL, new Paging(1, 2));
        var second = users.find(tenant, search(null), BY_EMAIL, new Paging(2, 2));
        var third = users.find(tenant, search(null), BY_EMAIL, new Paging(3, 2));

        assertThat(ids(first)).containsExactly(ada.value(), bob.value());
        assertThat(ids(second)).containsExactly(eve.value());
        assertThat(third.rows()).isEmpty();
        assertThat(List.of(first.total(), second.total(), third.total())).containsExactly(3L, 3L, 3L);
    }

    @Test
    void everybody_on_a_page_is_shown_with_what_is_theirs() {
        var page = users.find(tenant, search(null), BY_EMAIL, FIRST).rows();

        assertThat(page)
                .extracting(user -> references(user.roles()), user -> references(user.groups()))
                .containsExactly(
                        tuple(List.of("editor"), List.of()),
                        tuple(List.of(), List.of("staff")),
                        tuple(List.of(), List.of()));
    }

    @Test
    void a_filtered_list_tells_how_many_match() {
        assertThat(users.find(tenant, search("example"), BY_EMAIL, new Paging(1, 1))
                        .total())
                .isEqualTo(3);
        assertThat(users.find(tenant, search("bob"), BY_EMAIL, FIRST).total()).isEqualTo(1);
    }

    @Test
    void the_kept_total_counts_down_when_a_user_is_deleted() {
        var lonely = TenantId.random();
        var user = UserId.random();
        story.tell(lonely, created(user), created(UserId.random()));
        assertThat(users.find(lonely, search(null), BY_EMAIL, FIRST).total()).isEqualTo(2);

        story.tell(lonely, new UserDeleted(user, null, null, null, List.of(), List.of(), List.of()));
        assertThat(users.find(lonely, search(null), BY_EMAIL, FIRST).total()).isEqualTo(1);
        assertThat(users.find(TenantId.random(), search(null), BY_EMAIL, FIRST).total())
                .isZero();
    }

    @Test
    void users_of_other_tenants_are_never_listed() {
        assertThat(users.find(other, search("bob"), BY_EMAIL, FIRST).rows())
                .extracting(UserView::name)
                .containsExactly("Other Bob");
        assertThat(users.find(other, new UserQueries.Filter(null, editor.value(), null, null, null), BY_EMAIL, FIRST)
                        .rows())
                .isEmpty();
    }

    private static UserQueries.Filter search(@Nullable String text) {
        return new UserQueries.Filter(text, null, null, null, null);
    }

    private static List<String> references(List<Reference> references) {
        return references.stream().map(Reference::slug).toList();
    }

    private List<String> found(UserQueries.Filter filter) {
        var page = users.find(tenant, filter, BY_EMAIL, FIRST);
        assertThat(page.total()).isEqualTo(page.rows().size());
        return ids(page);
    }

    private List<String> sorted(String by, boolean descending) {
        return ids(users.find(tenant, search(null), new Sort(by, descending), FIRST));
    }

    private List<String> byId() {
        return List.of(ada.value(), bob.value(), eve.value()).stream().sorted().toList();
    }

    private static List<String> ids(Page<UserView> page) {
        return page.rows().stream().map(UserView::id).toList();
    }
}
