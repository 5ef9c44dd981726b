package io.fasti.eventstore;

/** A part of all keys, told by some bits of their hashes: what is folded in memory at once when not everything fits. */
record Slice(int bits, int value) {
    static final Slice ALL = new Slice(0, 0);

    private static final int MOST_BITS = 20;

    boolean has(RowKey key) {
        return bits == 0 || (spread(key.hashCode()) & mask()) == value;
    }

    boolean isDivisible() {
        return bits < MOST_BITS;
    }

    Slice half(int which) {
        return new Slice(bits + 1, value | which << bits);
    }

    private int mask() {
        return (1 << bits) - 1;
    }

    /** Hashes of texts that count up differ in few bits only. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }
}
