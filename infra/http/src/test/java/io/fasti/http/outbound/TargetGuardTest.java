package io.fasti.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Webhooks cannot be used to reach what is around Fasti. Logto's could: CVE-2026-56739 (8.5), server-side request forgery
 * through webhooks and the userinfo address of custom connectors.
 */
class TargetGuardTest {
    private final TargetGuard guard = new TargetGuard(false, TargetGuardTest::names);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://localhost./",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.0.1./",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://0/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://100.64.0.1/",
                "https://100.100.100.200/",
                "https://168.63.129.16/",
                "https://169.254.169.254/latest/meta-data/",
                "http://169.254.169.254",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.0.0.192/",
                "https://192.168.1.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:8.8.8.8]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b:1::1]/",
                "https://[100::1]/",
                "https://[2001::1]/",
                "https://[2001:db8::1]/",
                "https://[2002:7f00:1::]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fec0::1]/",
                "https://[ff02::1]/",
                "https://internal.example/",
                "https://mixed.example/",
                "https://good@127.0.0.1/",
                "https://hooks.example.com@127.0.0.1/",
                "https://good:pass@hooks.example.com/",
                "https://@hooks.example.com/",
                "https://127。0。0。1/",
                "https://①②⑦.0.0.1/",
                "https://hooks.example.com:8443/",
                "https://hooks.example.com:22/",
                "http://hooks.example.com/",
                "https:///path",
                "https:hooks.example.com",
                "https://hooks.example.com\\@127.0.0.1/",
                "https://hooks example.com/",
                "gopher://127.0.0.1:70/",
                "file:///etc/passwd",
                "ftp://hooks.example.com/",
                "javascript:alert(1)",
                "//hooks.example.com/",
                "",
            })
    void an_address_that_is_not_public_https_is_refused(String address) {
        assertThatThrownBy(() -> reach(guard, address)).isInstanceOf(ForbiddenTarget.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/in?a=b#c",
                "https://hooks.example.com:443/",
                "HTTPS://Hooks.Example.COM/",
                "https://xn--bcher-kva.example/",
                "https://93.184.216.34/",
                "https://[2606:2800:220:1:248:1893:25c8:1946]/",
                "https://1password.example/",
            })
    void a_public_https_address_may_be_reached(String address) {
        assertThatCode(() -> reach(guard, address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/hook", "http://127.0.0.1:1/", "http://10.0.0.1/", "https://[::1]:9/"})
    void private_addresses_are_open_when_allowed_for_development(String address) {
        assertThatCode(() -> reach(new TargetGuard(true, TargetGuardTest::names), address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gopher://127.0.0.1/", "file:///etc/passwd", "http://good@127.0.0.1/", "http://127.1/"})
    void some_spellings_stay_refused_for_development_too(String address) {
        assertThatThrownBy(() -> reach(new TargetGuard(true, TargetGuardTest::names), address))
                .isInstanceOf(ForbiddenTarget.class);
    }

    @Test
    void the_reason_does_not_tell_what_a_name_resolves_to() {
        assertThatThrownBy(() -> guard.resolve("internal.example"))
                .isInstanceOfSatisfying(
                        ForbiddenTarget.class, e -> assertThat(e.reason()).doesNotContain("10."));
    }

    private static URI reach(TargetGuard guard, String address) throws Exception {
        var uri = guard.check(address);
        guard.resolve(uri.getHost());
        return uri;
    }

    private static InetAddress[] names(String host) {
        return switch (host) {
            case "localhost", "localhost." -> addresses("127.0.0.1", "::1");
            case "internal.example" -> addresses("10.1.2.3");
            case "mixed.example" -> addresses("93.184.216.34", "169.254.169.254");
            default -> addresses("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946");
        };
    }

    private static InetAddress[] addresses(String... texts) {
        var addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.ofLiteral(texts[i]);
        }
        return addresses;
    }
}
