package io.fasti.command.mfa;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bouncycastle.util.encoders.Base32;

/** What a device and we share, to make the same codes by time (RFC 6238). */
public record TotpSecret(String base32) {
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{16,256}=*");
    private static final int BYTES = 20;
    private static final int PIXELS = 240;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws Rejection TOTP_SECRET_INVALID */
    public TotpSecret {
        if (!FORM.matcher(base32).matches()) {
            throw new Rejection(ErrorCode.TOTP_SECRET_INVALID);
        }
    }

    public static TotpSecret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(Base32.toBase32String(bytes));
    }

    /** The picture that authenticator apps scan, as an address that holds it: {@code data:image/png;base64,…}. */
    public String picture(String issuer, String account) {
        var label = encoded(issuer) + ":" + encoded(account);
        var uri = "otpauth://totp/" + label + "?secret=" + base32.replace("=", "") + "&issuer=" + encoded(issuer);
        try {
            var matrix = new QRCodeWriter().encode(uri, BarcodeFormat.QR_CODE, PIXELS, PIXELS);
            var image = new BufferedImage(matrix.getWidth(), matrix.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
            for (int x = 0; x < matrix.getWidth(); x++) {
                for (int y = 0; y < matrix.getHeight(); y++) {
                    image.setRGB(x, y, matrix.get(x, y) ? 0xff000000 : 0xffffffff);
                }
            }
            var png = new ByteArrayOutputStream();
            try (var stream = new MemoryCacheImageOutputStream(png)) {
                ImageIO.write(image, "png", stream);
            }
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret[***]";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
