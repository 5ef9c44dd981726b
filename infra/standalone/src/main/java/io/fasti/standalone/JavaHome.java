package io.fasti.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes into a file where the Java that runs it lives: how a Maven run learns which JDK its toolchain chose. */
public final class JavaHome {

    private JavaHome() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), System.getProperty("java.home"));
    }
}
