/**
 * PostgreSQL and Kafka without an installation: the servers that a single machine needs, started by this process, their
 * data in one folder that is kept.
 *
 * <p>Both listen on the loopback address only, on free ports that are remembered beside the data. What a killed process
 * left behind (a live postmaster, a half-made cluster, a half-unpacked archive) is found and put right at the next
 * start. Nothing in here knows what Fasti stores.
 */
@NullMarked
package io.fasti.embedded;

import org.jspecify.annotations.NullMarked;
