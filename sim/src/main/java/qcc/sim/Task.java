package qcc.sim;

import qcc.backend.cim.isa.SynchronizationInstruction;

/** What one executed instruction takes, whenever it is executed. Tasks of a loop are equal, and are kept once. */
sealed interface Task {
    /** The instruction's index. */
    int index();

    /** Control instructions executed just before it, one cycle each. */
    int control();

    /** Bit i: it waits until the (i+1)-th last product of this core is complete. */
    long dependencies();

    /**
     * An instruction that occupies its core until it is complete.
     *
     * @param cycles how long, without waiting
     * @param portCycles of these, how long it takes the port of global memory
     * @param localCycles of these, how long it takes the port of local memory
     */
    record Work(int index, int control, long dependencies, Cause cause, long cycles, long portCycles, long localCycles) implements Task {}

    /**
     * A product, which goes on while its core executes the next instructions.
     *
     * @param cycles from its beginning to its last sums
     * @param localCycles how long it takes the port of local memory
     * @param slots array groups that compute at once
     */
    record Product(int index, int control, long dependencies, long cycles, long localCycles, int slots) implements Task {}

    /** Synchronization with other cores; thresholds do not refer to registers. */
    record Meeting(int index, int control, long dependencies, SynchronizationInstruction instruction) implements Task {}

    /** The end of the stream: all products are complete. */
    record End(int index, int control) implements Task {
        @Override
        public long dependencies() {
            return -1;
        }
    }
}
