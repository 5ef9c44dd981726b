package io.fasti.command.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.mkammerer.argon2.Argon2Factory;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedDigestsTest {
    private final Passwords passwords = new Passwords();

    static Stream<Arguments> digests() {
        var bytes = "password".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("MD5", "5f4dcc3b5aa765d61d8327deb882cf99", "password"),
                Arguments.of("SHA1", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8", "password"),
                Arguments.of("SHA256", "5E884898DA28047151D0E56F8DC6292773603D0D6AABBDD62A11EF721D1542D8", "password"),
                Arguments.of("Bcrypt", OpenBSDBCrypt.generate(bytes, new byte[16], 4), "password"),
                Arguments.of("Bcrypt", OpenBSDBCrypt.generate("2y", bytes, new byte[16], 4), "password"),
                Arguments.of("Argon2i", argon2(Argon2Factory.Argon2Types.ARGON2i), "password"),
                Arguments.of("Argon2d", argon2(Argon2Factory.Argon2Types.ARGON2d), "password"),
                Arguments.of("Argon2id", argon2(Argon2Factory.Argon2Types.ARGON2id), "password"),
                Arguments.of(
                        "Legacy",
                        legacy(
                                "sha256",
                                "'salt123', '@'",
                                "c465f66c6ac481a7a17e9ed5b4e2e7e7288d892f12bf1c95c140901e9a70436e"),
                        "password123"),
                Arguments.of(
                        "Legacy",
                        legacy(
                                "SHA512",
                                "'pepper', '@', 'salt'",
                                "a4feed996fb26a8a6fdd0bafc0642a00fa76ad5b71cdb849088bf2314a54f75c0c691dbb5f45dbb2502ae8fe8e0f937e323642ec3322240e808c4582c84491bb"),
                        "password"),
                Arguments.of(
                        "Legacy",
                        legacy(
                                "pbkdf2",
                                "'mysalt', '1000', '20', 'sha512', '@'",
                                "a220c1b3fc802eaa5235911b7cdb65598aee097c"),
                        "password"),
                Arguments.of(
                        "Legacy",
                        legacy(
                                "pbkdf2Sync",
                                "'@', 'hex:00ff10', '1000', '32', 'sha256'",
                                "b9fb55d90176deb241f470329a3db30a04a108b4ec947d1b5a29ea69aa0adcd8"),
                        "password"),
                Arguments.of("Legacy", firebase(), "user1password"));
    }

    @ParameterizedTest
    @MethodSource("digests")
    void the_right_password_is_told_from_a_wrong_one(String algorithm, String digest, String password) {
        var kept = ImportedDigests.kept(algorithm, digest);
        assertThat(passwords.matches(new Secret(password), kept)).isTrue();
        assertThat(passwords.matches(new Secret(password + "!"), kept)).isFalse();
        assertThat(Passwords.outdated(kept)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Argon2id | not a digest
            Argon2id | $argon2id$v=19$m=9999999,t=99999,p=1$c2FsdHNhbHQ$aGFzaGhhc2g
            Argon2i  | $argon2i$v=19$m=16,t=2,p=1$c2Fs$aGFzaGhhc2g
            Bcrypt   | $2a$31$AAAAAAAAAAAAAAAAAAAAAOeLDAVGLLdLUKOaOqjNdTcqzeAmECTse
            Bcrypt   | short
            SHA1     | zz
            Legacy   | ["pbkdf2", ["salt", "999999999", "20", "sha512", "@"], "00"]
            Legacy   | ["pbkdf2", ["@"], "00"]
            Legacy   | ["firebase-scrypt", ["AAAA", "@"], "AAAA"]""")
    void a_digest_that_makes_no_sense_is_no_passwords(String algorithm, String digest) {
        assertThat(passwords.matches(new Secret("password"), ImportedDigests.kept(algorithm, digest)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5f4d",
                "{}",
                "[\"sha256\", [\"@\"]]",
                "[\"sha256\", \"@\", \"00\"]",
                "[\"sha256\", [1, \"@\"], \"00\"]",
                "[\"sha256\", [\"salt\"], \"00\"]"
            })
    void a_legacy_digest_has_to_say_how_it_was_made(String digest) {
        assertThatThrownBy(() -> ImportedDigests.kept("Legacy", digest))
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.PASSWORD_DIGEST_MALFORMED));
    }

    @Test
    void a_function_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> ImportedDigests.kept("Legacy", legacy("rot13", "'@'", "00")))
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.PASSWORD_ALGORITHM_UNKNOWN));
    }

    @Test
    void our_own_digests_are_verified_with_and_without_the_library_and_stay() {
        var kept = passwords.hash(new Secret("Zu\u0308rich"));
        assertThat(passwords.matches(new Secret("Z\u00fcrich"), kept)).isTrue();
        assertThat(new Passwords(null).matches(new Secret("Z\u00fcrich"), kept)).isTrue();
        assertThat(passwords.matches(new Secret("zurich"), kept)).isFalse();
        assertThat(passwords.matches(new Secret("zurich"), null)).isFalse();
        assertThat(Passwords.outdated(kept)).isFalse();
    }

    private static String argon2(Argon2Factory.Argon2Types type) {
        return Argon2Factory.create(type).hash(2, 64, 1, "password".getBytes(StandardCharsets.UTF_8));
    }

    private static String legacy(String algorithm, String arguments, String hash) {
        return "['%s', [%s], '%s']".formatted(algorithm, arguments, hash).replace('\'', '"');
    }

    /** The example of Firebase's own documentation. */
    private static String firebase() {
        return legacy(
                "firebase-scrypt",
                "'42xEC+ixf3L2lw==', 'Bw==',"
                        + " 'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==',"
                        + " '8', '14', '@'",
                "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==");
    }
}
