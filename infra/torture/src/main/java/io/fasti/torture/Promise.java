package io.fasti.torture;

/** What is promised, in the words of the report. */
enum Promise {
    DONE("what was answered as done is in the store, once and as it was asked for"),
    REFUSED("what was refused left nothing"),
    UNKNOWN("what was not answered happened as a whole or not at all, and once at most"),
    NOBODYS("every event is somebody's who asked for it"),
    NOTHING_TO_DO("who was told that nothing had to be done was told the truth"),
    OWN_WRITES("who reads at the position of a write sees that write"),
    NO_FAULTS("nobody is answered 500"),
    SEQUENCES("sequences of an aggregate are without gaps, and grow with positions"),
    TIME("the order of positions is the order of time"),
    TAIL("a reader that asks for what is after its last position sees every event once"),
    SEALED("what is sealed can be opened, by its own key only, and says what it should"),
    DIRECTORY("the directory is the fold of the events"),
    READ_MODELS("the read models are the fold of the events"),
    STREAM("Kafka has every event once, as it is stored, in order for its key"),
    AUDIT("the audit log has one entry per event"),
    ERASED("of the erased nothing can be read, and of all others everything"),
    PARKED("no event is parked"),
    CAUGHT_UP("everything catches up within a minute");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
