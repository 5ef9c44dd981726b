package io.fasti.probe;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import org.junit.jupiter.api.Test;

@PostgresTest
class FirstTest {
    @Test
    void x(Database database) {
        try (var probe = Probe.start(database)) {
            System.out.println(probe.get("/t/acme/api/v1/admin/things?limit=10", Probe.ADMIN));
            System.out.println(probe.send("POST","/t/acme/api/v1/admin/things", Probe.ADMIN, "{\"name\":\"x\"}", "Idempotency-Key","abc"));
            System.out.println(probe.send("POST","/t/acme/api/v1/admin/things", Probe.ADMIN, "{\"name\":\"x\"}", "Idempotency-Key","\"abc\""));
            System.out.println(probe.send("POST","/t/acme/api/v1/admin/things", Probe.ADMIN, "{\"name\":\"y\"}", "Idempotency-Key","abc"));
            System.out.println(probe.get("/t/acme/api/v1/admin/things/thg_1", Probe.ADMIN));
            System.out.println(probe.get("/t/acme/api/v1/admin/things/broken", Probe.ADMIN));
            System.out.println(probe.get("/t/acme/api/v1/admin/things/broken", null));
            for (var b : new String[]{"{\"name\":5}","{\"name\":\"x\",\"name\":\"y\"}","{","[]","","null","{\"name\":\"a\\u0000\"}","{\"name\":\"x\",\"active\":\"true\"}","{\"name\":\"x\",\"size\":\"1\"}","{\"name\":\"x\",\"size\":1.5}","{\"name\":\"x\",\"tags\":[\"UP\"]}","{\"name\":\"x\",\"tags\":[1]}","{\"name\":\"x\",\"tags\":\"a\"}","{\"name\":\"x\",\"part\":{\"name\":\"\"}}","{\"name\":\"x\",\"part\":{}}","{\"name\":\"x\",\"since\":1}","{\"name\":\"x\",\"attributes\":{\"a\":{\"b\":\"\\ud800\"}}}","{\"name\":\"x\",\"attributes\":{\"a\\u0001\":1}}", "{\"name\":\"x\",\"attributes\":" + "[".repeat(200) + "]".repeat(200) + "}", "{\"name\":true}", "{\"name\":\"x\"} x", "{\"name\":\"x\",\"part\":\"\"}","{\"name\":\"x\",\"part\":[]}","{\"name\":{}}", "{\"name\":[]}"})
              System.out.println(b.substring(0, Math.min(60, b.length())) + " -> " + probe.send("POST","/t/acme/api/v1/admin/things", Probe.ADMIN, b).body());
            System.out.println(probe.send("PATCH","/t/acme/api/v1/admin/things/thg_1", Probe.ADMIN, "{\"description\":\"\\u0007\"}").body());
            System.out.println(probe.send("PATCH","/t/acme/api/v1/admin/things/thg_1", Probe.ADMIN, "{\"name\":null}").body());
            System.out.println(probe.send("PATCH","/t/acme/api/v1/admin/things/thg_1", Probe.ADMIN, "{\"name\":\"\"}").body());
            System.out.println(probe.send("PATCH","/t/acme/api/v1/admin/things/thg_1", Probe.ADMIN, "{\"description\":\"d\"}").body());
            System.out.println(probe.send("PATCH","/t/acme/api/v1/admin/things/thg_1", Probe.ADMIN, "{\"name\":\"d\"}","If-Match","\"0-abc\"").body());
        }
    }
}
