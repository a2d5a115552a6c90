package qcc.sim;

import java.util.List;

/**
 * Time and energy of the device for one inference. They do not depend on data.
 *
 * @param chip the chip's name, with its supply where one was chosen
 * @param clockMhz its clock in MHz
 * @param cycles clock cycles of one inference by itself, its latency: copies and launches one after the other, without programming
 * @param nanoseconds the same in ns
 * @param copyCycles of {@code cycles}, those spent on copies between host and global memory
 * @param energy energy of one inference by part, without programming
 * @param causes cycles by cause, summed over cores
 * @param cores each core's cycles
 * @param operations cycles and energy of each operation of the network, in order of first execution
 * @param programming what loading the segments takes, once for a block of samples
 * @param reload what this costs an inference while blocks follow one another
 * @param instructions instructions executed for one inference
 * @param timeline when all this happens
 * @param throughput how soon one inference follows another
 */
public record SimulationReport(String chip, double clockMhz, long cycles, double nanoseconds, long copyCycles, EnergyReport energy,
        Causes causes, List<CoreReport> cores, List<OperationReport> operations, Programming programming, Reload reload,
        long instructions, Timeline timeline, Throughput throughput) {
    public SimulationReport {
        cores = List.copyOf(cores);
        operations = List.copyOf(operations);
    }

    /** Time from one inference to the next in ns when many follow one another, in blocks where segments are loaded again. */
    public double intervalNanoseconds() {
        return reload.intervalNs();
    }

    /** The same in cycles. */
    public double interval() {
        return intervalNanoseconds() * clockMhz / 1000;
    }

    /** What the interval is due to. */
    public Throughput.Bottleneck bottleneck() {
        return throughput.bottleneck(reload);
    }

    /** Cycles by cause. */
    public record Causes(long product, long move, long vector, long control, long waiting) {
        /** All causes. */
        public long total() {
            return product + move + vector + control + waiting;
        }

        Causes plus(Causes other) {
            return new Causes(product + other.product, move + other.move, vector + other.vector, control + other.control,
                    waiting + other.waiting);
        }

        static Causes of(long[] cycles) {
            return new Causes(cycles[Cause.PRODUCT.ordinal()], cycles[Cause.MOVE.ordinal()], cycles[Cause.VECTOR.ordinal()],
                    cycles[Cause.CONTROL.ordinal()], cycles[Cause.WAIT.ordinal()]);
        }
    }

    /**
     * One core over all launches.
     *
     * @param localBytes bytes of local memory from address 0 to the last one used
     * @param accumulators accumulators from 0 to the last one used
     */
    public record CoreReport(int core, Causes causes, long localBytes, long accumulators) {}

    /**
     * One operation's share, summed over cores.
     *
     * @param operation its text in the source map, empty for instructions without one
     * @param energy energy without leakage
     * @param shares what each core does of it, in ascending order of core
     */
    public record OperationReport(String operation, Causes causes, EnergyReport energy, List<CoreShare> shares) {
        public OperationReport {
            shares = List.copyOf(shares);
        }
    }

    /** What one core does of an operation; energy without leakage. */
    public record CoreShare(int core, Causes causes, EnergyReport energy) {}

    /**
     * Programming of crossbars.
     *
     * @param nanoseconds cores at the same time, a core's crossbars one after the other, segments one after the other
     * @param energyPj energy of the write pulses in pJ
     */
    public record Programming(double nanoseconds, double energyPj) {}
}
