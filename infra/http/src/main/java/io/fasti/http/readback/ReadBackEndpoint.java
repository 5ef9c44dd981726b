package io.fasti.http.readback;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.caller.Open;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows a command service in another process what it has just written. To everybody else it is not there. */
@Open
@RestController
class ReadBackEndpoint {
    private final NearReadBack near;
    private final InternalTokens tokens;

    ReadBackEndpoint(NearReadBack near, InternalTokens tokens) {
        this.near = near;
        this.tokens = tokens;
    }

    @GetMapping("/internal/read-back/{dialect}/{kind}/{tenant}/{id}")
    ResponseEntity<byte[]> read(
            HttpServletRequest request,
            @PathVariable String dialect,
            @PathVariable String kind,
            @PathVariable String tenant,
            @PathVariable String id,
            @RequestParam long position,
            @RequestParam long version) {
        if (!tokens.opens(request.getHeader("Authorization"), request.getRequestURI())) {
            throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
        }
        var shown = near.read(dialect, kind, new TenantId(tenant), id, position, version);
        if (shown == null) {
            throw new Rejection(ErrorCode.UNAVAILABLE_NOW);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(FarReadBack.VERSION, Long.toString(shown.version()))
                .body(shown.data());
    }
}
