package io.fasti.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.co", "first.last+tag@sub.example.com", "o'neil@example.org", "ü@bücher.example", "a%b@x.y"})
    void these_are_e_mails(String text) {
        assertThat(Texts.email(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b.co",
                "a@",
                "a@b",
                "a@b.",
                "a@.b",
                "a@-b.co",
                "a@b-.co",
                "a@b..co",
                ".a@b.co",
                "a.@b.co",
                "a..b@b.co",
                "a b@b.co",
                "a@b c.co",
                "a@b@c.co",
                "a,b@c.co",
                "<a@b.co>",
                "a\u0000@b.co",
                "a@b.co\n",
                "a@b_c.co"
            })
    void these_are_none(String text) {
        assertThat(Texts.email(text)).isFalse();
    }

    @Test
    void an_e_mail_has_at_most_254_characters_and_64_before_the_at() {
        assertThat(Texts.email("a".repeat(64) + "@" + "b.".repeat(93) + "co")).isTrue();
        assertThat(Texts.email("a".repeat(64) + "@" + "b.".repeat(94) + "cod")).isFalse();
        assertThat(Texts.email("a".repeat(65) + "@b.co")).isFalse();
    }

    @Test
    void a_slug_is_lower_case_and_begins_with_a_letter_or_digit() {
        assertThat(Texts.slug("a")).isTrue();
        assertThat(Texts.slug("users:read.own_x-1")).isTrue();
        assertThat(Texts.slug("a".repeat(128))).isTrue();
        for (var none : new String[] {"", "-a", ".a", "A", "a b", "a/b", "ä", "a".repeat(129), "a\n"}) {
            assertThat(Texts.slug(none)).as(none).isFalse();
        }
    }

    @Test
    void a_phone_number_has_3_to_15_digits() {
        for (var phone : new String[] {"+4930123456", "112", "(030) 123-456", "+1.555.0100"}) {
            assertThat(Texts.phone(phone)).as(phone).isTrue();
        }
        for (var none : new String[] {"", "+", "12", "1234567890123456", "1+2345", "12a45", "12\t45"}) {
            assertThat(Texts.phone(none)).as(none).isFalse();
        }
    }

    @Test
    void an_address_is_absolute_and_of_the_web() {
        for (var url : new String[] {"https://example.com", "http://127.0.0.1:8080/x?y=z", "HTTPS://EXAMPLE.COM/a"}) {
            assertThat(Texts.httpUrl(url)).as(url).isTrue();
        }
        for (var none : new String[] {
            "",
            "example.com",
            "/x",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://",
            "https://a b",
            "https://user:secret@example.com",
            "https://example.com/\n"
        }) {
            assertThat(Texts.httpUrl(none)).as(none).isFalse();
        }
    }

    @Test
    void half_a_surrogate_pair_is_no_text() {
        assertThat(Texts.clean("😀", false)).isTrue();
        assertThat(Texts.clean("\ud83d", false)).isFalse();
        assertThat(Texts.clean("\ude00\ud83d", false)).isFalse();
        assertThat(Texts.clean("a\tb\nc", true)).isTrue();
        assertThat(Texts.clean("a\tb", false)).isFalse();
        assertThat(Texts.clean("a\u0085", true)).isFalse();
    }
}
