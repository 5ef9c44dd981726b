package io.fasti.standalone;

/**
 * Where {@code java -jar} begins. This class alone is compiled for an older Java, so that one that is too old for the
 * rest is told so in a sentence.
 */
public final class Main {

    private static final int NEEDED = 25;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        int version = Runtime.version().feature();
        if (version < NEEDED) {
            System.err.println("Fasti needs Java " + NEEDED + " or later; this is Java " + version + " at "
                    + System.getProperty("java.home") + ".");
            System.exit(1);
        }
        Class.forName("io.fasti.standalone.QuickStart")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }
}
