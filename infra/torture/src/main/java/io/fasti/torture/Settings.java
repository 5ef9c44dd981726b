package io.fasti.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How hard, and for how long.
 *
 * @param seed decides who writes what and what goes wrong when; the timing of processes is chance nevertheless
 * @param time for how long it is written while things go wrong; starting and checking come on top
 * @param only what goes wrong, by name; all of it when empty
 * @param processes of the jar: both services in the first two, and command services
 */
record Settings(long seed, Duration time, int processes, int writers, Set<String> only, Path jar) {}
