package io.fasti.probe;

import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What only operators may, and what nobody may. */
@RestController
class OperatorController {
    record State(String tenant, String caller) {}

    @Requires(Area.OPERATOR)
    @GetMapping("/api/v1/operator/state")
    Found state(Call call) {
        return new Found(new State(call.tenant().slug(), call.caller().type()), 0, "ok");
    }

    @Requires(Area.TENANT)
    @PostMapping("/api/v1/admin/tenant/touch")
    io.fasti.http.Written touch(Call call) {
        return new io.fasti.http.Written(io.fasti.http.Outcome.done("Touched"), 7, -1, false);
    }

    @GetMapping("/api/v1/admin/forgotten")
    Found forgotten() {
        return new Found(Map.of(), 0, "ok");
    }
}
