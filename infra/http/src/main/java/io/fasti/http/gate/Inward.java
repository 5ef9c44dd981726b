package io.fasti.http.gate;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The request as routes see it: without {@code /t/{slug}}, and with a body of at most 1 MiB. */
final class Inward extends HttpServletRequestWrapper {
    static final int LARGEST = 1 << 20;

    private final String path;
    private @Nullable Body body;

    Inward(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream(), getContentLength());
        }
        return body;
    }

    /** The whole body; it can be read again afterwards. */
    byte[] buffered() throws IOException {
        var bytes = getInputStream().readAllBytes();
        body = new Body(new ByteArrayInputStream(bytes), bytes.length);
        return bytes;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Body extends ServletInputStream {
        private final InputStream stream;
        private final int announced;
        private int read;

        /** @param announced how long the body is said to be; negative when nothing is said */
        Body(InputStream stream, int announced) {
            this.stream = stream;
            this.announced = announced;
        }

        /** In one array of the right length, where that is known. */
        @Override
        public byte[] readAllBytes() throws IOException {
            return announced >= 0 && read == 0 ? readNBytes(announced) : super.readAllBytes();
        }

        @Override
        public int read() throws IOException {
            var value = stream.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = stream.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > LARGEST) {
                throw new Rejection(ErrorCode.BODY_TOO_LARGE);
            }
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Bodies are read by the thread of their request.");
        }
    }
}
