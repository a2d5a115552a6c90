package qcc.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up cycles and energy by core and by operation. */
final class Ledger {
    private final Map<Integer, long[]> cores = new TreeMap<>();
    private final Map<String, Entry> operations = new LinkedHashMap<>();
    private EnergyReport energy = EnergyReport.NONE;
    private long instructions;

    private static final class Entry {
        private final long[] cycles = new long[Cause.values().length];
        private EnergyReport energy = EnergyReport.NONE;
    }

    void spend(int core, String operation, Cause cause, long cycles) {
        cores.computeIfAbsent(core, _ -> new long[Cause.values().length])[cause.ordinal()] += cycles;
        operations.computeIfAbsent(operation, _ -> new Entry()).cycles[cause.ordinal()] += cycles;
    }

    void spend(String operation, EnergyReport part) {
        var entry = operations.computeIfAbsent(operation, _ -> new Entry());
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

    long instructions() {
        return instructions;
    }

    EnergyReport energy() {
        return energy;
    }

    SimulationReport.Causes causes() {
        var sum = new long[Cause.values().length];
        for (var cycles : cores.values()) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] += cycles[i];
            }
        }
        return SimulationReport.Causes.of(sum);
    }

    List<SimulationReport.CoreReport> cores() {
        var reports = new ArrayList<SimulationReport.CoreReport>();
        cores.forEach((core, cycles) -> reports.add(new SimulationReport.CoreReport(core, SimulationReport.Causes.of(cycles))));
        return reports;
    }

    List<SimulationReport.OperationReport> operations() {
        var reports = new ArrayList<SimulationReport.OperationReport>();
        operations.forEach((operation, entry) -> reports
                .add(new SimulationReport.OperationReport(operation, SimulationReport.Causes.of(entry.cycles), entry.energy)));
        return reports;
    }
}
