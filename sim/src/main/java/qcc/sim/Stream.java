package qcc.sim;

/** A core's stream as far as synchronization sees it. */
interface Stream {
    /** The core and its program. */
    CoreImage image();

    /** Index of the instruction at which the core stands. */
    int index();

    /** What a scalar register holds. */
    int register(int number);
}
