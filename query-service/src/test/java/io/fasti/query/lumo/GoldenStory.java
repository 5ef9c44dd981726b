package io.fasti.query.lumo;

import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.events.ApiKeyId;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupId;
import io.fasti.events.PasswordPolicy;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionId;
import io.fasti.events.Profile;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleId;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantSuspended;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.query.platform.Story;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened before the golden requests are sent. Ids are readable here; in life they are not. */
final class GoldenStory {
    static final TenantId ACME = new TenantId("ten_acme");
    static final TenantId OTHER = new TenantId("ten_other");

    private static final RoleId ADMIN = new RoleId("rol_admin");
    private static final RoleId EDITOR = new RoleId("rol_editor");
    private static final GroupId STAFF = new GroupId("grp_staff");
    private static final GroupId BOARD = new GroupId("grp_board");
    private static final PermissionId READ = new PermissionId("perm_read");
    private static final PermissionId WRITE = new PermissionId("perm_write");
    private static final PermissionId MANAGE = new PermissionId("perm_manage");
    private static final UserId ADA = new UserId("usr_ada");
    private static final UserId BOB = new UserId("usr_bob");
    private static final UserId EVE = new UserId("usr_eve");
    private static final ApiKeyId OLD_KEY = new ApiKeyId("key_old");

    private GoldenStory() {}

    static void tell(Story story) {
        tenants(story);
        rolesAndGroups(story);
        users(story);
        apiKeys(story);
        story.tell(
                OTHER,
                new RoleCreated(new RoleId("rol_foreign"), "foreign", "Foreign", null, false),
                new PermissionCreated(
                        new PermissionId("perm_foreign"), "foreign", "Foreign", null, null, null, null, false),
                new GroupCreated(new GroupId("grp_foreign"), "foreign", "Foreign", null),
                new UserCreated(new UserId("usr_foreign"), "ada@acme.example", true, "ada", null, null, true),
                new ApiKeyCreated(new ApiKeyId("key_foreign"), "Foreign", "0", "sk_live_0", List.of(), null));
    }

    private static void tenants(Story story) {
        story.tell(
                ACME,
                new TenantCreated(ACME, "acme-corp", "Acme Corp"),
                new PasswordPolicySet(ACME, new PasswordPolicy(12, true, true, false)));
        story.tell(OTHER, new TenantCreated(OTHER, "other", "Other"), new TenantSuspended(OTHER));
    }

    private static void rolesAndGroups(Story story) {
        story.tell(
                ACME,
                new RoleCreated(ADMIN, "admin", "Administrator", "May do everything", true),
                new RoleCreated(EDITOR, "editor", "Editor", "Edits documents", false),
                new PermissionCreated(READ, "docs.read", "Read documents", "See them", "docs", "docs", "read", false),
                new PermissionCreated(WRITE, "docs.write", "Write documents", null, "docs", "docs", "write", false),
                new PermissionCreated(MANAGE, "users:manage", "Manage users", null, null, null, null, true),
                new RolePermissionsAdded(ADMIN, List.of(MANAGE, READ)),
                new RolePermissionsAdded(EDITOR, List.of(READ, WRITE)),
                new GroupCreated(STAFF, "staff", "Staff", "Everybody"),
                new GroupCreated(BOARD, "board", "Board", null),
                new GroupRolesAdded(STAFF, List.of(EDITOR)),
                new GroupRolesAdded(BOARD, List.of(ADMIN)));
    }

    private static void users(Story story) {
        var attributes = new HashMap<String, @Nullable Object>(Map.of("team", "blue", "level", 3));
        var profile = new Profile(
                "Ada Lovelace", "Ada", "Lovelace", "https://acme.example/ada.png", "en-GB", "Europe/London");
        story.tell(
                ACME,
                new UserCreated(ADA, "ada@acme.example", true, "ada", "+44 20 7946 0000", profile, true),
                new UserRolesAssigned(ADA, List.of(EDITOR)),
                new UserGroupsJoined(ADA, List.of(STAFF)),
                new UserPermissionsGranted(ADA, List.of(WRITE)),
                new UserAttributesChanged(ADA, attributes),
                new UserCreated(BOB, "Bob@acme.example", false, null, null, null, false),
                new UserBlocked(BOB),
                new UserCreated(EVE, null, false, "eve", null, null, true),
                new UserGroupsJoined(EVE, List.of(BOARD, STAFF)));
    }

    private static void apiKeys(Story story) {
        story.tell(
                ACME,
                new ApiKeyCreated(
                        new ApiKeyId("key_console"),
                        "Console",
                        "1",
                        "sk_live_1111",
                        List.of("admin:read", "admin:write"),
                        Instant.parse("2999-12-31T23:59:59Z")),
                new ApiKeyCreated(OLD_KEY, "Old", "2", "sk_live_2222", List.of("admin:users"), null),
                new ApiKeyRevoked(OLD_KEY));
    }
}
