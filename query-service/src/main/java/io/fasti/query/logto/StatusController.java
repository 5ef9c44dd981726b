package io.fasti.query.logto;

import io.fasti.http.caller.Open;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether anybody is there. */
@Open
@RestController
class StatusController {
    @GetMapping("/api/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void status() {
        // that it answers is the answer
    }
}
