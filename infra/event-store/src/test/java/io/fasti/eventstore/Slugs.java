package io.fasti.eventstore;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import java.util.List;

/** A directory for tests of commits: of slugs that are claimed, needed and given up. */
final class Slugs {
    static final Table SLUG = Table.named("directory.slug")
            .key("tenant_id", TEXT)
            .key("slug", TEXT)
            .column("role_id", TEXT);
    static final Table REQUEST = Table.named("directory.request")
            .key("tenant_id", TEXT)
            .key("key", TEXT)
            .column("hash", TEXT);

    /** A role claims its slug; one that is described needs the role named in the description. */
    static final Directory<RoleEvent> DIRECTORY = new Directory<>() {
        @Override
        public Class<RoleEvent> events() {
            return RoleEvent.class;
        }

        @Override
        public List<Table> tables() {
            return List.of(SLUG);
        }

        @Override
        public List<RowOperation> project(Recorded<? extends RoleEvent> recorded) {
            var tenant = recorded.tenantId().value();
            return switch (recorded.event()) {
                case RoleCreated e ->
                    List.of(new RowOperation.Insert(
                            SLUG,
                            Row.of("tenant_id", tenant, "slug", e.slug(), "role_id", e.roleId()),
                            new Rejection(ErrorCode.ROLE_SLUG_TAKEN)));
                case RoleDescribed e ->
                    List.of(new RowOperation.Require(
                            SLUG,
                            Row.of("tenant_id", tenant, "slug", e.description()),
                            new Rejection(ErrorCode.ROLE_NOT_FOUND)));
                case RoleRenamed e ->
                    List.of(new RowOperation.Update(
                            SLUG, Row.of("tenant_id", tenant, "slug", "x"), Row.of("role_id", e.name())));
                case RoleDeleted e ->
                    List.of(new RowOperation.Delete(SLUG, Row.of("tenant_id", tenant, "slug", e.slug())));
                default -> List.of();
            };
        }
    };

    private Slugs() {}

    static void makeTables(TestStore store) {
        store.jdbc.sql("create schema directory").update();
        store.jdbc
                .sql(
                        "create table directory.slug (tenant_id text, slug text, role_id text, primary key (tenant_id, slug))")
                .update();
        store.jdbc
                .sql(
                        "create table directory.request (tenant_id text, key text, hash text, primary key (tenant_id, key))")
                .update();
    }

    static String create(TestStore store, RoleId id, String slug) {
        return Callers.attempt(() -> store.append(id.value(), 0, new RoleCreated(id, slug, slug, null, false)));
    }
}
