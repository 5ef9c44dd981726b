package io.fasti.command.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.mkammerer.argon2.Argon2Factory;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordPolicy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final PasswordPolicy STRICT = new PasswordPolicy(10, true, true, true);

    private final Passwords passwords = new Passwords();
    private final Passwords withoutLibrary = new Passwords(null);

    @Test
    void a_hash_says_how_it_was_made_and_is_never_the_same() {
        var first = passwords.hash(new Secret("correct horse"), PasswordPolicy.DEFAULT);
        var second = passwords.hash(new Secret("correct horse"), PasswordPolicy.DEFAULT);
        assertThat(first.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(second.value());
        assertThat(first).hasToString("***");
    }

    @Test
    void hashes_made_in_java_are_those_that_the_library_knows() {
        var hash = withoutLibrary.hash(new Secret("correct horse"), PasswordPolicy.DEFAULT);
        var library = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
        assertThat(library.verify(hash.value(), "correct horse".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(library.verify(hash.value(), "correct house".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void the_same_characters_composed_otherwise_are_the_same_password() {
        var hash = passwords.hash(new Secret("Zu\u0308rich-2026"), PasswordPolicy.DEFAULT);
        var library = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
        assertThat(library.verify(hash.value(), "Z\u00fcrich-2026".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    void what_a_password_lacks_is_said_all_at_once() {
        assertThatThrownBy(() -> passwords.hash(new Secret("short"), STRICT))
                .isInstanceOfSatisfying(Rejection.class, rejection -> {
                    assertThat(rejection.code()).isEqualTo(ErrorCode.PASSWORD_REJECTED);
                    assertThat(rejection.details().get("password"))
                            .contains("at least 10 characters", "upper-case", "digit", "neither")
                            .doesNotContain("short");
                });
    }

    @Test
    void a_password_that_has_everything_is_taken() {
        assertThat(passwords.hash(new Secret("Correct-Horse-7"), STRICT).value())
                .isNotEmpty();
    }

    @Test
    void length_is_counted_in_characters_and_bounded() {
        assertThat(passwords
                        .hash(new Secret("\ud83d\udc34".repeat(8)), PasswordPolicy.DEFAULT)
                        .value())
                .isNotEmpty();
        assertThatThrownBy(() -> passwords.hash(new Secret("\ud83d\udc34".repeat(7)), PasswordPolicy.DEFAULT))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> passwords.hash(new Secret("x".repeat(1025)), PasswordPolicy.DEFAULT))
                .isInstanceOf(Rejection.class);
    }
}
