package io.fasti.torture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Folds the events of users and roles by rules of its own, and compares that with the directory and the read models. */
final class FoldCheck implements Check {
    private static final class User {
        private String email = "";
        private boolean verified;
        private boolean active;
        private String name = "";
        private boolean blocked;
        private final Set<String> roles = new TreeSet<>();
        private long version;
        private Instant createdAt = Instant.MIN;
        private Instant updatedAt = Instant.MIN;
    }

    private static final class Role {
        private String slug = "";
        private String name = "";
        private long version;
    }

    private final Connection connection;
    private final Report report;
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, Role> roles = new HashMap<>();
    private final Set<String> tenants = new HashSet<>();
    private final Set<String> apiKeys = new HashSet<>();

    FoldCheck(Connection connection, Report report) {
        this.connection = connection;
        this.report = report;
    }

    @Override
    public void take(Event event) {
        var id = event.tenantId() + " " + event.aggregateId();
        switch (event.aggregateType()) {
            case "user" -> user(event, id);
            case "role" -> role(event, id);
            case "tenant" -> tenants.add(event.aggregateId());
            case "api_key" -> apiKeys.add(id);
            case "resource" -> {
                // The tenant's built-in one, which comes with the tenant: no read model is made of it.
            }
            default -> report.broken(Promise.READ_MODELS, "nothing is known of " + event.type());
        }
    }

    private void user(Event event, String id) {
        if (event.type().equals("user.deleted") || event.type().equals("user.erased")) {
            users.remove(id);
            return;
        }
        var user = users.computeIfAbsent(id, _ -> new User());
        switch (event.type()) {
            case "user.created" -> {
                user.email = event.text("email");
                user.verified = event.body().path("emailVerified").asBoolean();
                user.active = event.body().path("active").asBoolean();
                user.name = event.body().path("profile").path("name").asString("");
                user.createdAt = event.occurredAt();
            }
            case "user.profile_changed" -> user.name = event.text("name");
            case "user.email_changed" -> {
                user.email = event.text("email");
                user.verified = false;
            }
            case "user.blocked" -> user.blocked = true;
            case "user.unblocked" -> user.blocked = false;
            case "user.roles_assigned" -> texts(event.body().path("roles")).forEach(user.roles::add);
            case "user.roles_revoked" -> texts(event.body().path("roles")).forEach(user.roles::remove);
            default -> report.broken(Promise.READ_MODELS, "nothing is known of " + event.type());
        }
        user.version = event.sequence();
        user.updatedAt = event.occurredAt();
    }

    private void role(Event event, String id) {
        if (event.type().equals("role.deleted")) {
            roles.remove(id);
            return;
        }
        var role = roles.computeIfAbsent(id, _ -> new Role());
        if (event.type().equals("role.created")) {
            role.slug = event.text("slug");
            role.name = event.text("name");
        } else {
            report.broken(Promise.READ_MODELS, "nothing is known of " + event.type());
        }
        role.version = event.sequence();
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    @Override
    public void finish() throws SQLException {
        directory();
        readModels();
    }

    private void directory() throws SQLException {
        var emails = new HashSet<String>();
        var holders = new HashSet<String>();
        users.forEach((id, user) -> {
            emails.add(id.replace(" ", " email " + user.email + " "));
            user.roles.forEach(role -> holders.add(id + " " + role));
        });
        same(Promise.DIRECTORY, emails, "select tenant_id, kind, value, user_id from command.user_identifier");
        same(Promise.DIRECTORY, holders, "select tenant_id, user_id, role_id from command.role_of_user");
        var slugs = new HashSet<String>();
        roles.forEach((id, role) -> slugs.add(id + " " + role.slug));
        same(Promise.DIRECTORY, slugs, "select tenant_id, role_id, slug from command.role_slug");
        same(Promise.DIRECTORY, roles.keySet(), "select tenant_id, role_id from command.live_role");
        same(Promise.DIRECTORY, tenants, "select tenant_id from http.tenant");
        same(Promise.DIRECTORY, apiKeys, "select tenant_id, api_key_id from http.api_key");
    }

    private void readModels() throws SQLException {
        var rows = new HashSet<String>();
        var holders = new HashSet<String>();
        var counts = new HashMap<String, Long>();
        var roleCounts = new HashMap<String, Long>();
        users.forEach((id, user) -> {
            var tenant = id.substring(0, id.indexOf(' '));
            rows.add("%s %s %s %s %s %s %d %s %s"
                    .formatted(
                            id,
                            user.email,
                            user.verified,
                            user.active,
                            user.blocked,
                            user.name,
                            user.version,
                            user.createdAt,
                            user.updatedAt));
            counts.merge(tenant, 1L, Long::sum);
            user.roles.forEach(role -> {
                holders.add(id + " " + role);
                roleCounts.merge(tenant + " " + role, 1L, Long::sum);
            });
        });
        same(Promise.READ_MODELS, rows, """
                select tenant_id, user_id, email, email_verified, active, blocked_at is not null, name, version,
                    created_at, updated_at
                from query.user""");
        same(Promise.READ_MODELS, holders, "select tenant_id, user_id, role_id from query.user_role");
        same(Promise.READ_MODELS, counted(counts), "select tenant_id, users from query.user_count where users <> 0");
        same(
                Promise.READ_MODELS,
                counted(roleCounts),
                "select tenant_id, role_id, users from query.role_user_count where users <> 0");
        var roleRows = new HashSet<String>();
        roles.forEach((id, role) -> roleRows.add(id + " " + role.slug + " " + role.name + " " + role.version));
        same(Promise.READ_MODELS, roleRows, "select tenant_id, role_id, slug, name, version from query.role");
        same(Promise.READ_MODELS, tenants, "select tenant_id from query.tenant");
        same(Promise.READ_MODELS, apiKeys, "select tenant_id, api_key_id from query.api_key");
    }

    private static Set<String> counted(Map<String, Long> counts) {
        var rows = new HashSet<String>();
        counts.forEach((id, count) -> rows.add(id + " " + count));
        return rows;
    }

    private void same(Promise promise, Set<String> folded, String sql) throws SQLException {
        var left = new HashSet<>(folded);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    boolean isTime = rows.getMetaData().getColumnTypeName(i).equals("timestamptz");
                    row.append(i == 1 ? "" : " ")
                            .append(
                                    isTime
                                            ? rows.getObject(i, OffsetDateTime.class)
                                                    .toInstant()
                                            : rows.getObject(i));
                }
                report.looked(promise, 1);
                if (!left.remove(row.toString())) {
                    report.broken(promise, "a row that no event explains: " + row + " (" + sql.strip() + ")");
                }
            }
        }
        left.forEach(row -> report.broken(promise, "a row that is missing: " + row + " (" + sql.strip() + ")"));
    }
}
