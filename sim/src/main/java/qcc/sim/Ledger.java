package qcc.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up cycles and energy by core and by operation. */
final class Ledger {
    private static final SimulationReport.Causes NO_CYCLES = new SimulationReport.Causes(0, 0, 0, 0, 0);

    private final Map<Integer, CoreEntry> cores = new TreeMap<>();
    private final Map<String, Map<Integer, Entry>> operations = new LinkedHashMap<>();
    private EnergyReport energy = EnergyReport.NONE;
    private long instructions;

    private static final class CoreEntry {
        private final long[] cycles = new long[Cause.values().length];
        private long localBytes;
        private long accumulators;
    }

    private static final class Entry {
        private final long[] cycles = new long[Cause.values().length];
        private EnergyReport energy = EnergyReport.NONE;
    }

    void spend(int core, String operation, Cause cause, long cycles) {
        core(core).cycles[cause.ordinal()] += cycles;
        entry(core, operation).cycles[cause.ordinal()] += cycles;
    }

    void spend(int core, String operation, EnergyReport part) {
        var entry = entry(core, operation);
        entry.energy = entry.energy.plus(part);
        energy = energy.plus(part);
    }

    /** Energy that belongs to no operation. */
    void spend(EnergyReport part) {
        energy = energy.plus(part);
    }

    void countInstructions(long count) {
        instructions += count;
    }

    /** What one launch uses of a core's memories. */
    void use(int core, long localBytes, long accumulators) {
        var entry = core(core);
        entry.localBytes = Math.max(entry.localBytes, localBytes);
        entry.accumulators = Math.max(entry.accumulators, accumulators);
    }

    long instructions() {
        return instructions;
    }

    EnergyReport energy() {
        return energy;
    }

    SimulationReport.Causes causes() {
        return cores().stream().map(SimulationReport.CoreReport::causes).reduce(NO_CYCLES, SimulationReport.Causes::plus);
    }

    List<SimulationReport.CoreReport> cores() {
        return cores.entrySet().stream().map(core -> new SimulationReport.CoreReport(core.getKey(),
                SimulationReport.Causes.of(core.getValue().cycles), core.getValue().localBytes, core.getValue().accumulators)).toList();
    }

    List<SimulationReport.OperationReport> operations() {
        return operations.entrySet().stream().map(operation -> report(operation.getKey(), operation.getValue())).toList();
    }

    private static SimulationReport.OperationReport report(String operation, Map<Integer, Entry> entries) {
        var shares = entries.entrySet().stream().map(core -> new SimulationReport.CoreShare(core.getKey(),
                SimulationReport.Causes.of(core.getValue().cycles), core.getValue().energy)).toList();
        var causes = shares.stream().map(SimulationReport.CoreShare::causes).reduce(NO_CYCLES, SimulationReport.Causes::plus);
        var total = shares.stream().map(SimulationReport.CoreShare::energy).reduce(EnergyReport.NONE, EnergyReport::plus);
        return new SimulationReport.OperationReport(operation, causes, total, shares);
    }

    private CoreEntry core(int core) {
        return cores.computeIfAbsent(core, _ -> new CoreEntry());
    }

    private Entry entry(int core, String operation) {
        return operations.computeIfAbsent(operation, _ -> new TreeMap<>()).computeIfAbsent(core, _ -> new Entry());
    }
}
