package io.fasti.standalone;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where Fasti begins: what has been prepared for the jar takes the place of this process, which keeps its number, its
 * terminal and its signals. Where nothing is prepared, or the system cannot do it, everything goes on as it began.
 */
public final class QuickStart {

    private static final Set<String> NO = Set.of("false", "0", "no");

    private QuickStart() {}

    public static void main(String[] arguments) {
        if (isWanted() && !List.of(arguments).contains("--prepare")) {
            Prepared.ofThisProcess().filter(Prepared::isReady).ifPresent(QuickStart::become);
        }
        Fasti.main(arguments);
    }

    /** Whether the environment allows it ({@code FASTI_QUICK_START}). */
    static boolean isWanted() {
        return Optional.ofNullable(System.getenv("FASTI_QUICK_START"))
                .map(text -> !NO.contains(text.strip().toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    private static void become(Prepared prepared) {
        var info = ProcessHandle.current().info();
        var java = info.command();
        var given = info.arguments();
        if (java.isPresent() && given.isPresent()) {
            command(java.get(), List.of(given.get()), prepared).ifPresent(QuickStart::execute);
        }
    }

    /** The same command with the prepared jar in place of the other, and with what it is run best; what was given wins. */
    static Optional<List<String>> command(String java, List<String> given, Prepared prepared) {
        int at = given.indexOf("-jar");
        if (at < 0 || at + 1 >= given.size()) {
            return Optional.empty();
        }
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(Prepared.OPTIONS);
        command.add("-XX:AOTCache=" + prepared.cache());
        command.addAll(given.subList(0, at));
        command.add("-jar");
        command.add(prepared.program().toString());
        command.addAll(given.subList(at + 2, given.size()));
        return Optional.of(command);
    }

    /** {@code execv}: returns only if the system refuses. */
    @SuppressWarnings("restricted")
    private static void execute(List<String> command) {
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            var execv = linker.defaultLookup().find("execv");
            if (execv.isEmpty()) {
                return;
            }
            var arguments = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) {
                arguments.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            arguments.setAtIndex(ValueLayout.ADDRESS, command.size(), MemorySegment.NULL);
            var call = linker.downcallHandle(
                    execv.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            System.out.flush();
            System.err.flush();
            var _ = (int) call.invokeExact(arena.allocateFrom(command.getFirst()), arguments);
        } catch (Throwable refused) {
            System.err.println("Starting without what was prepared: " + refused + " "
                    + Arrays.asList(refused.getStackTrace()).getFirst());
        }
    }
}
