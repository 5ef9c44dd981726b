package io.fasti.standalone;

/** Tells where the Java that runs it lives: how a Maven run learns which JDK its toolchain chose. */
public final class JavaHome {

    private JavaHome() {}

    public static void main(String[] arguments) {
        System.out.print(System.getProperty("java.home"));
    }
}
