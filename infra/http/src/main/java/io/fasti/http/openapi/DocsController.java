package io.fasti.http.openapi;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.caller.Open;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The description of the routes for machines, and a page to browse it that needs nothing from elsewhere. */
@Open
@RestController
class DocsController {
    private static final String VIEWER = "classpath*:META-INF/resources/webjars/swagger-ui/*/";
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Fasti API</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/docs/swagger-ui.css">
            </head>
            <body>
              <div id="api"></div>
              <script src="/docs/swagger-ui-bundle.js"></script>
              <script src="/docs/start.js"></script>
            </body>
            </html>
            """;
    private static final String START = """
            SwaggerUIBundle({
              url: "/openapi.json",
              dom_id: "#api",
              deepLinking: true,
              docExpansion: "none",
              filter: true,
              persistAuthorization: false,
            });
            """;

    private final OpenApi openApi;

    DocsController(OpenApi openApi) {
        this.openApi = openApi;
    }

    @GetMapping("/openapi.json")
    void description(HttpServletResponse response) throws IOException {
        send(response, "application/json", openApi.document());
    }

    @GetMapping("/docs")
    void page(HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        send(response, "text/html;charset=UTF-8", PAGE.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/docs/{file}")
    void asset(HttpServletResponse response, @PathVariable String file) throws IOException {
        switch (file) {
            case "start.js" -> send(response, "text/javascript", START.getBytes(StandardCharsets.UTF_8));
            case "swagger-ui-bundle.js" -> send(response, "text/javascript", viewer(file));
            case "swagger-ui.css" -> send(response, "text/css", viewer(file));
            default -> throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
        }
    }

    private static byte[] viewer(String file) throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources(VIEWER + file);
        if (found.length == 0) {
            throw new Rejection(ErrorCode.ROUTE_NOT_FOUND);
        }
        return found[0].getContentAsByteArray();
    }

    private static void send(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
