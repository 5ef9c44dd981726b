package io.fasti.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes have used, read from Linux's {@code /proc}. */
final class Cpu {
    private static final double MILLIS_PER_TICK = 10;

    private Cpu() {}

    /** CPU time of a process and of all its descendants, ended ones included, in milliseconds. */
    static double millisOfTree(ProcessHandle process) {
        return millis(process) + process.descendants().mapToDouble(Cpu::millis).sum();
    }

    /** CPU time of a process alone, in milliseconds. */
    static double millis(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * MILLIS_PER_TICK;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Resident memory of a process, in MiB. */
    static long residentMiB(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", "" + process.pid(), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
