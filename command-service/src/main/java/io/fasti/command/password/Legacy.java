package io.fasti.command.password;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A digest that says how it was made: {@code ["sha256", ["salt", "@"], "hash"]}. The password stands for {@code @}.
 *
 * <ul>
 *   <li>A hash function: hexadecimal hash of all arguments in a row.
 *   <li>{@code pbkdf2}: the other arguments are salt (plain, or {@code hex:…}), iterations, length, hash function; hexadecimal.
 *   <li>{@code firebase-scrypt}: the other arguments are salt, salt separator and signer key in base64, in any order since they
 *       differ in length, then rounds and memory cost; base64.
 * </ul>
 */
record Legacy(String algorithm, List<String> arguments, String hash) {
    private static final String PASSWORD = "@";
    private static final String FIREBASE = "firebase-scrypt";
    private static final String HEX = "hex:";
    private static final int MOST_ITERATIONS = 5_000_000;
    private static final int MOST_BYTES = 1024;
    private static final int MOST_MEMORY_COST = 18;
    private static final int MOST_ROUNDS = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Legacy {
        arguments = List.copyOf(arguments);
    }

    /** @throws Rejection PASSWORD_DIGEST_MALFORMED or PASSWORD_ALGORITHM_UNKNOWN */
    static Legacy of(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException _) {
            throw malformed();
        }
        if (!json.isArray()
                || json.size() != 3
                || !json.get(0).isString()
                || !json.get(2).isString()) {
            throw malformed();
        }
        var arguments = json.get(1);
        if (!arguments.isArray() || !arguments.valueStream().allMatch(JsonNode::isString)) {
            throw malformed();
        }
        var legacy = new Legacy(
                json.get(0).asString(),
                arguments.valueStream().map(JsonNode::asString).toList(),
                json.get(2).asString());
        if (!legacy.arguments.contains(PASSWORD)) {
            throw malformed();
        }
        if (!legacy.isPbkdf2() && !legacy.algorithm.equals(FIREBASE) && HashNames.of(legacy.algorithm) == null) {
            throw new Rejection(
                    ErrorCode.PASSWORD_ALGORITHM_UNKNOWN, "passwordDigest", "is made by an unknown algorithm");
        }
        return legacy;
    }

    boolean matches(String password) {
        try {
            var computed =
                    isPbkdf2() ? pbkdf2(password) : algorithm.equals(FIREBASE) ? firebase(password) : hash(password);
            var expected = algorithm.equals(FIREBASE) ? hash : hash.toLowerCase(Locale.ROOT);
            return MessageDigest.isEqual(bytes(computed), bytes(expected));
        } catch (RuntimeException | GeneralSecurityException _) {
            // arguments that make no sense are no password's
            return false;
        }
    }

    private boolean isPbkdf2() {
        return algorithm.equals("pbkdf2") || algorithm.equals("pbkdf2Sync");
    }

    private String hash(String password) {
        var function = HashNames.of(algorithm);
        if (function == null) {
            throw malformed();
        }
        for (var argument : arguments) {
            var part = bytes(argument.equals(PASSWORD) ? password : argument);
            function.update(part, 0, part.length);
        }
        var result = new byte[function.getDigestSize()];
        function.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }

    private String pbkdf2(String password) {
        var others = others();
        var function = HashNames.of(others.get(3));
        if (function == null) {
            throw malformed();
        }
        var salt = others.getFirst().startsWith(HEX)
                ? HexFormat.of().parseHex(others.getFirst().substring(HEX.length()))
                : bytes(others.getFirst());
        var generator = new PKCS5S2ParametersGenerator(function);
        generator.init(bytes(password), salt, number(others.get(1), MOST_ITERATIONS));
        var key = (KeyParameter) generator.generateDerivedMacParameters(8 * number(others.get(2), MOST_BYTES));
        return HexFormat.of().formatHex(key.getKey());
    }

    /** As Firebase Authentication exports it: the signer's key, encrypted under what scrypt makes of the password. */
    private String firebase(String password) throws GeneralSecurityException {
        var numbers = others().stream().filter(Legacy::isSmall).toList();
        var parts = others().stream()
                .filter(other -> !isSmall(other))
                .map(Legacy::base64)
                .sorted(Comparator.comparingInt(part -> part.length))
                .toList();
        var separator = parts.get(0);
        var salt = Arrays.copyOf(parts.get(1), parts.get(1).length + separator.length);
        System.arraycopy(separator, 0, salt, parts.get(1).length, separator.length);
        var key = SCrypt.generate(
                bytes(password),
                salt,
                1 << number(numbers.get(1), MOST_MEMORY_COST),
                number(numbers.get(0), MOST_ROUNDS),
                1,
                32);
        var cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        return Base64.getEncoder().encodeToString(cipher.doFinal(parts.get(2)));
    }

    private List<String> others() {
        return arguments.stream().filter(argument -> !argument.equals(PASSWORD)).toList();
    }

    private static boolean isSmall(String text) {
        return text.length() <= 2 && text.chars().allMatch(Character::isDigit);
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    }

    private static int number(String text, int most) {
        var number = Integer.parseInt(text);
        if (number < 1 || number > most) {
            throw malformed();
        }
        return number;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Rejection malformed() {
        return new Rejection(
                ErrorCode.PASSWORD_DIGEST_MALFORMED,
                "passwordDigest",
                "must be a JSON array of algorithm, arguments with @ among them, and hash");
    }
}
