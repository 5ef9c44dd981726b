package io.fasti.embedded;

/** How much a server cares for what was written to it. */
public enum Storage {
    /** What was acknowledged survives a crash of the machine. */
    DURABLE,
    /** As fast as memory allows; a crash may lose everything. For tests. */
    DISPOSABLE
}
