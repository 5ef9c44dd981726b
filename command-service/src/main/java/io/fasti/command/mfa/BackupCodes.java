package io.fasti.command.mfa;

import io.fasti.command.password.Secret;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ten codes of ten hexadecimal digits, each of which works once. */
public record BackupCodes(List<String> codes) {
    private static final int MANY = 10;
    private static final Pattern CODE = Pattern.compile("[0-9a-fA-F]{10}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws Rejection BACKUP_CODES_MALFORMED */
    public BackupCodes {
        codes = List.copyOf(codes);
        if (codes.size() != MANY
                || new HashSet<>(codes).size() != MANY
                || !codes.stream().allMatch(code -> CODE.matcher(code).matches())) {
            throw new Rejection(ErrorCode.BACKUP_CODES_MALFORMED);
        }
    }

    public static BackupCodes random() {
        return new BackupCodes(
                Stream.generate(BackupCodes::code).distinct().limit(MANY).toList());
    }

    /** What is kept of them; a code is the same in upper and lower case. */
    public List<Secret> hashes() {
        return codes.stream().map(BackupCodes::hash).toList();
    }

    @Override
    public String toString() {
        return "BackupCodes[***]";
    }

    private static String code() {
        var bytes = new byte[5];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Secret hash(String code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(code.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return new Secret(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
