package qcc.sim.noise;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.chip.CoreType;
import qcc.chip.CrossbarFaults;
import qcc.chip.CrossbarFaults.StuckCell;
import qcc.chip.Noise;
import qcc.sim.SimulatorException;
import qcc.sim.array.CellMap;
import qcc.sim.array.WeightCode;

/**
 * What the cells of one core's crossbars really hold. Conductances are in units of one level of a cell, the lowest level included: a cell at level
 * l is meant to have {@link #pedestal} + l. They come about in this order: level, stuck cells, programming error, drift, drop along wires.
 */
public final class CoreCells {
    private final NonIdealities nonIdealities;
    private final Noise noise;
    private final int core;
    private final CoreType type;
    private final CellMap map;
    private final int topLevel;
    private final Map<Integer, double[]> conductances = new HashMap<>();

    CoreCells(NonIdealities nonIdealities, int core, CoreType type, List<ArrayGroup> groups) {
        this.nonIdealities = nonIdealities;
        this.noise = nonIdealities.noise();
        this.core = core;
        this.type = type;
        this.map = CellMap.of(groups, type.xbar().rows(), type.xbar().cols());
        this.topLevel = Collections.max(type.xbar().cell().values()) - Collections.min(type.xbar().cell().values());
    }

    /** The core's number. */
    int core() {
        return core;
    }

    /** The core and its crossbars. */
    CoreType type() {
        return type;
    }

    /** How the chip differs from an ideal one. */
    NonIdealities nonIdealities() {
        return nonIdealities;
    }

    /** @throws SimulatorException if the group lies in a bad column */
    void checkColumns(ArrayGroup group) {
        var cellsOfWeight = new WeightCode(group.encoding(), group.sliceBits()).cells();
        for (var slice : group.slices()) {
            for (var column = 0; column < slice.columns() * cellsOfWeight; column++) {
                nonIdealities.checkColumn(group.id(), core, slice.crossbar(), slice.crossbarColumn() + column);
            }
        }
    }

    /** The conductance of a cell at its lowest level. */
    public double pedestal() {
        return noise.ideal() ? 0 : topLevel / (noise.onOffRatio() - 1);
    }

    /** The largest conductance. */
    double largest() {
        return topLevel + pedestal();
    }

    /** The conductance of a cell as the converters see it. */
    double conductance(int crossbar, int row, int column) {
        return conductances.computeIfAbsent(crossbar, this::conductances)[row * map.columns() + column];
    }

    /** The level of a cell: the one it is stuck at, or the programmed one. */
    int level(int crossbar, int row, int column) {
        return nonIdealities.faults(core, crossbar).stream().flatMap(faults -> faults.stuck().stream())
                .filter(cell -> cell.row() == row && cell.column() == column).mapToInt(StuckCell::value).findFirst()
                .orElseGet(() -> Math.max(0, map.level(crossbar, row, column)));
    }

    private double[] conductances(int crossbar) {
        var levels = map.levels(crossbar);
        var result = new double[levels.length];
        for (var i = 0; i < result.length; i++) {
            result[i] = pedestal() + Math.max(0, levels[i]);
        }
        if (!noise.ideal()) {
            for (var i = 0; i < result.length; i++) {
                result[i] = levels[i] == CellMap.UNUSED ? result[i] : programmed(crossbar, i, result[i]);
            }
        }
        nonIdealities.faults(core, crossbar).map(CrossbarFaults::stuck).orElse(List.of())
                .forEach(cell -> result[cell.row() * map.columns() + cell.column()] = pedestal() + cell.value());
        return noise.ideal() ? result : used(crossbar, result);
    }

    /** A cell after programming: stuck at one end by chance, or near its target, never below 0. */
    private double programmed(int crossbar, int cell, double target) {
        var row = cell / map.columns();
        var column = cell % map.columns();
        var random = nonIdealities.random();
        if (noise.stuck().isPresent()) {
            var draw = random.uniform(Purpose.STUCK, core, crossbar, row, column);
            if (draw < noise.stuck().get().low()) {
                return pedestal();
            }
            if (draw < noise.stuck().get().low() + noise.stuck().get().high()) {
                return largest();
            }
        }
        if (noise.programming().isEmpty()) {
            return target;
        }
        var deviation = ProgrammingError.deviation(noise.programming().get(), target / largest());
        return Math.max(0, target + deviation * largest() * random.normal(Purpose.PROGRAMMING, core, crossbar, row, column));
    }

    /** Conductances at the time of use. */
    private double[] used(int crossbar, double[] g) {
        noise.drift().ifPresent(drift -> {
            var reference = DriftLaw.reference(drift);
            for (var i = 0; i < g.length; i++) {
                var z = nonIdealities.random().normal(Purpose.DRIFT, core, crossbar, i / map.columns(), i % map.columns());
                g[i] *= DriftLaw.factor(drift, g[i] / largest(), z) / reference;
            }
        });
        if (noise.wireOhm().isEmpty()) {
            return g;
        }
        var perLevel = 1 / (noise.wireOhm().get().cell() * largest());
        return WireDrop.apply(g, map.rows(), map.columns(), noise.wireOhm().get().row() * perLevel,
                noise.wireOhm().get().column() * perLevel);
    }
}
