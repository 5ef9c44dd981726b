package io.fasti.http.json;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/** Reads bodies of requests as UTF-8 only, and writes what controllers return without an envelope. */
public final class StrictBody extends JacksonJsonHttpMessageConverter {
    /** A body that was read and found good. */
    private record Bytes(HttpHeaders getHeaders, byte[] bytes) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return getHeaders;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }
    }

    public StrictBody(HttpJson json) {
        super(json.mapper());
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        var bytes = message.getBody().readAllBytes();
        if (!isUtf8(bytes)) {
            throw new Rejection(ErrorCode.MALFORMED_REQUEST, "body", "must be UTF-8");
        }
        return super.read(type, new Bytes(message.getHeaders(), bytes), hints);
    }

    /** A zero byte is in no JSON that is UTF-8, but in every JSON that is UTF-16. */
    private static boolean isUtf8(byte[] bytes) {
        boolean ascii = true;
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
            ascii &= each > 0;
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
