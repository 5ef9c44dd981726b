package io.fasti.http.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.errors.Rejection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopesTest {
    @Test
    void every_spelling_becomes_one() {
        assertThat(Scopes.normalise(List.of("admin.write", "admin:read", "admin.read")))
                .containsExactly("admin:read", "admin:write");
        assertThat(Scopes.normalise(List.of("admin"))).containsExactlyInAnyOrderElementsOf(Scopes.TENANT);
    }

    @Test
    void what_is_not_known_or_not_a_tenants_is_refused() {
        for (var scope : new String[] {"operator", "admin:everything", "", "ADMIN", "admin:read admin:write"}) {
            assertThatThrownBy(() -> Scopes.normalise(List.of(scope))).as(scope).isInstanceOf(Rejection.class);
        }
    }

    @Test
    void nobody_hands_out_what_they_have_not() {
        assertThat(Scopes.contain(Set.of("admin:read"), List.of("admin:read"))).isTrue();
        assertThat(Scopes.contain(Set.of("admin:read"), List.of("admin:write"))).isFalse();
        assertThat(Scopes.contain(Set.of("operator"), Scopes.TENANT)).isTrue();
        assertThat(Scopes.missing(Set.of("admin:read"), List.of("admin:read", "admin:users")))
                .containsExactly("admin:users");
    }

    @Test
    void what_suffices_is_what_lets_a_caller_pass() {
        for (var area : Area.values()) {
            for (var change : new boolean[] {true, false}) {
                for (var scope : Scopes.sufficient(change, area)) {
                    var caller = new Caller(Caller.OPERATOR_TENANT, "api_key", "key", "key", Set.of(scope));
                    assertThat(caller.hasOneOf(Scopes.sufficient(change, area)))
                            .as("%s %s %s", area, change, scope)
                            .isTrue();
                }
                var others = new java.util.HashSet<>(Scopes.TENANT);
                others.add(Scopes.OPERATOR);
                Scopes.sufficient(change, area).forEach(others::remove);
                assertThat(new Caller(Caller.OPERATOR_TENANT, "api_key", "key", "key", others)
                                .hasOneOf(Scopes.sufficient(change, area)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_set_survives_the_table() {
        assertThat(Scopes.split(Scopes.join(List.of("admin:read", "admin:write"))))
                .containsExactlyInAnyOrder("admin:read", "admin:write");
        assertThat(Scopes.split(Scopes.join(List.of()))).isEmpty();
    }
}
