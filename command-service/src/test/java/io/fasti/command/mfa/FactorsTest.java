package io.fasti.command.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorsTest {
    @Test
    void a_new_secret_has_160_bits_in_base32() {
        var secret = TotpSecret.random();
        assertThat(secret.base32())
                .matches("[A-Z2-7]{32}")
                .isNotEqualTo(TotpSecret.random().base32());
        assertThat(secret).hasToString("TotpSecret[***]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "TOOSHORT", "jbswy3dpehpk3pxpjbswy3dpehpk3pxp", "JBSWY3DPEHPK3PX1JBSWY3DPEHPK3PXP", "A B"})
    void a_secret_must_be_base32(String text) {
        assertThatThrownBy(() -> new TotpSecret(text))
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.TOTP_SECRET_INVALID));
    }

    @Test
    void the_picture_says_what_an_app_has_to_know() throws Exception {
        var picture = new TotpSecret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").picture("id.example.com", "Ada & Söhne");
        assertThat(picture).startsWith("data:image/png;base64,");
        var png = Base64.getDecoder().decode(picture.substring("data:image/png;base64,".length()));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var read = new QRCodeReader().decode(new BinaryBitmap(new GlobalHistogramBinarizer(new Luminance(image))));
        assertThat(read.getText())
                .isEqualTo("otpauth://totp/id.example.com:Ada%20%26%20S%C3%B6hne"
                        + "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=id.example.com");
    }

    @Test
    void backup_codes_are_ten_of_ten_digits_and_kept_as_hashes() {
        var codes = BackupCodes.random();
        assertThat(codes.codes()).hasSize(10).doesNotHaveDuplicates().allMatch(code -> code.matches("[0-9a-f]{10}"));
        assertThat(codes.hashes()).hasSize(10).allSatisfy(hash -> assertThat(hash.value())
                .matches("[0-9a-f]{64}"));
    }

    @Test
    void a_code_is_the_same_in_upper_and_lower_case() {
        var lower = IntStream.range(0, 10).mapToObj("abcdef000%d"::formatted).toList();
        var upper = lower.stream().map(code -> code.replace("abcdef", "ABCDEF")).toList();
        assertThat(new BackupCodes(lower).hashes()).isEqualTo(new BackupCodes(upper).hashes());
    }

    @Test
    void other_codes_are_refused() {
        assertThatThrownBy(() -> new BackupCodes(Collections.nCopies(10, "abcdef0000")))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> new BackupCodes(
                        IntStream.range(0, 9).mapToObj("abcdef000%d"::formatted).toList()))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> new BackupCodes(IntStream.range(0, 10)
                        .mapToObj("ghijkl000%d"::formatted)
                        .toList()))
                .isInstanceOf(Rejection.class);
    }

    /** The picture's light, as the reader wants it. */
    private static final class Luminance extends LuminanceSource {
        private final BufferedImage image;

        Luminance(BufferedImage image) {
            super(image.getWidth(), image.getHeight());
            this.image = image;
        }

        @Override
        public byte[] getRow(int y, byte[] row) {
            var light = new byte[getWidth()];
            for (int x = 0; x < light.length; x++) {
                light[x] = (byte) (image.getRGB(x, y) & 0xff);
            }
            return light;
        }

        @Override
        public byte[] getMatrix() {
            var all = new byte[getWidth() * getHeight()];
            for (int y = 0; y < getHeight(); y++) {
                System.arraycopy(getRow(y, all), 0, all, y * getWidth(), getWidth());
            }
            return all;
        }
    }
}
