package io.fasti.http.gate;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.ErrorKind;
import io.fasti.errors.Rejection;
import io.fasti.http.Dialect;
import io.fasti.http.Dialects;
import io.fasti.http.answer.Answers;
import io.fasti.http.caller.Caller;
import io.fasti.http.error.Faults;
import io.fasti.http.limit.RateLimits;
import io.fasti.http.tenant.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first filter: it gives the request its id, refuses what is malformed or too large, tells the caller and the tenant,
 * counts the call, and shows the rest of the service a path without {@code /t/{slug}}. Whatever goes wrong behind it and
 * is not answered yet is answered here.
 */
final class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String OPERATOR = "/api/v1/operator";

    private final transient Dialects dialects;
    private final transient Credentials credentials;
    private final transient RateLimits limits;
    private final transient Answers answers;
    private final transient Faults faults;
    private final @Nullable String defaultTenant;

    Gate(
            Dialects dialects,
            Credentials credentials,
            RateLimits limits,
            Answers answers,
            Faults faults,
            @Nullable String defaultTenant) {
        this.dialects = dialects;
        this.credentials = credentials;
        this.limits = limits;
        this.answers = answers;
        this.faults = faults;
        this.defaultTenant = defaultTenant;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        var dialect = dialects.at(path);
        var exchange = new Exchange(dialect, RequestIds.of(request, dialect), path);
        exchange.attach(request);
        standing(response, exchange);
        try {
            chain.doFilter(admit(request, response, exchange), response);
        } catch (Rejection rejection) {
            answers.refused(request, response, exchange, rejection);
        } catch (IOException | ServletException | RuntimeException | StackOverflowError e) {
            if (response.isCommitted()) {
                throw e;
            }
            answers.failed(response, exchange, faults.of(e), request);
        }
    }

    private HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response, Exchange exchange) {
        var path = exchange.path();
        Addresses.check(path, request.getQueryString());
        if (request.getContentLengthLong() > Inward.LARGEST) {
            throw new Rejection(ErrorCode.BODY_TOO_LARGE);
        }
        if (isOpen(path)) {
            return new Inward(request, path);
        }
        var slug = slug(path);
        var within = slug == null ? path : path.substring("/t/".length() + slug.length());
        if (!within.startsWith("/api/")) {
            throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
        }
        if (exchange.dialect().isOpen(request.getMethod(), within)) {
            return new Inward(request, within);
        }
        var identified = identify(request, response);
        var caller = identified.caller();
        exchange.identified(caller);
        var change = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        var wait = limits.call(caller.id(), change, response);
        if (wait > 0) {
            exchange.exhausted(wait);
        }
        exchange.admitted(tenant(identified, slug, within, exchange.dialect()));
        return new Inward(request, within);
    }

    private Credentials.Identified identify(HttpServletRequest request, HttpServletResponse response) {
        try {
            return credentials.identify(request);
        } catch (Rejection rejection) {
            if (rejection.code().kind() == ErrorKind.UNAUTHENTICATED) {
                var wait = limits.refusal(request.getRemoteAddr(), response);
                if (wait > 0) {
                    response.setHeader("Retry-After", Long.toString(wait));
                    throw new Rejection(ErrorCode.RATE_LIMITED);
                }
            }
            throw rejection;
        }
    }

    /** The credential's tenant, where the path means no other. That another exists is not told. */
    private Tenant tenant(Credentials.Identified identified, @Nullable String slug, String within, Dialect dialect) {
        var tenant = identified.tenant();
        var meant = slug == null && dialect.isOfDefaultTenant() ? defaultTenant : slug;
        if (meant != null && !meant.equals(tenant.slug())) {
            throw new Rejection(ErrorCode.TENANT_FOREIGN);
        }
        var operates = within.startsWith(OPERATOR)
                && (within.length() == OPERATOR.length() || within.charAt(OPERATOR.length()) == '/');
        if (tenant.id().equals(Caller.OPERATOR_TENANT) && (slug != null || !operates)) {
            throw new Rejection(ErrorCode.TENANT_FOREIGN);
        }
        if (operates && slug != null) {
            throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
        }
        if (tenant.suspended()) {
            throw new Rejection(ErrorCode.TENANT_SUSPENDED);
        }
        return tenant;
    }

    private static @Nullable String slug(String path) {
        if (!path.startsWith("/t/")) {
            return null;
        }
        var slash = path.indexOf('/', "/t/".length());
        return path.substring("/t/".length(), slash < 0 ? path.length() : slash);
    }

    private static boolean isOpen(String path) {
        return path.equals("/openapi.json")
                || path.equals("/docs")
                || path.startsWith("/docs/")
                || path.startsWith("/internal/");
    }

    private static void standing(HttpServletResponse response, Exchange exchange) {
        exchange.dialect().standing(exchange.requestId()).forEach(response::setHeader);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
    }
}
