package qcc.sim;

/** Takes note of what cores spend their time on. */
interface CoreObserver {
    /** Takes note of nothing. */
    CoreObserver NONE = new CoreObserver() {
        @Override
        public void execute(CoreClock core, Task task, long time) {}

        @Override
        public void spend(CoreClock core, Task task, Cause cause, long cycles) {}

        @Override
        public void waited(CoreClock core, Task.Meeting meeting, long time, long cycles) {}
    };

    /** A core goes on to a task. */
    void execute(CoreClock core, Task task, long time);

    /** A core spends cycles, at least one. */
    void spend(CoreClock core, Task task, Cause cause, long cycles);

    /** A core has waited for others, which is among what it spent. */
    void waited(CoreClock core, Task.Meeting meeting, long time, long cycles);
}
