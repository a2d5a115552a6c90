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
import qcc.chip.Noise.Stuck;
import qcc.chip.Weights;
import qcc.sim.SimulatorException;
import qcc.sim.array.CellMap;
import qcc.sim.array.WeightCode;

/**
 * What the cells of one core's crossbars really hold. Conductances are in units of one level of a cell, the lowest level included: a cell at level
 * l is meant to have {@link #pedestal} + l. They come about in this order: level, stuck cells, programming error, drift, drop along wires.
 */
public final class CoreCells {
    private static final int LEVELS = 1 << Byte.SIZE;

    private final NonIdealities nonIdealities;
    private final Noise noise;
    private final int core;
    private final CoreType type;
    private final CellMap map;
    private final int topLevel;
    private final double[] deviations;
    private final Map<Integer, double[]> conductances = new HashMap<>();
    private final Map<Integer, short[]> heldLevels = new HashMap<>();

    CoreCells(NonIdealities nonIdealities, int core, CoreType type, List<ArrayGroup> groups) {
        this.nonIdealities = nonIdealities;
        this.noise = nonIdealities.noise();
        this.core = core;
        this.type = type;
        this.map = CellMap.of(groups, type.xbar().rows(), type.xbar().cols());
        this.topLevel = isXnor() ? 1 : Collections.max(type.xbar().cell().values()) - Collections.min(type.xbar().cell().values());
        this.deviations = deviations();
    }

    /** Standard deviations of programmed conductances, in units of a level, for each level that a cell may be programmed to. */
    private double[] deviations() {
        var result = new double[LEVELS];
        for (var level = 0; level < result.length && !noise.ideal() && noise.programming().isPresent(); level++) {
            result[level] = ProgrammingError.deviation(noise.programming().get(), (pedestal() + level) / largest()) * largest();
        }
        return result;
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
        if (nonIdealities.die().isEmpty()) {
            return;
        }
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

    /** The conductances of a crossbar's cells as the converters see them, row after row. */
    double[] conductances(int crossbar) {
        return conductances.computeIfAbsent(crossbar, this::drawn);
    }

    /** The levels that a crossbar's cells are at, stuck or programmed, row after row; {@link CellMap#UNUSED} where nothing is programmed. */
    short[] heldLevels(int crossbar) {
        conductances(crossbar);
        return heldLevels.get(crossbar);
    }

    private boolean isXnor() {
        return type.xbar().weights().encoding() == Weights.Encoding.XNOR;
    }

    /** The level of a stuck cell: of the two values of an xnor cell the number, of others the value itself. */
    private int levelOf(StuckCell cell) {
        return isXnor() ? type.xbar().cell().values().indexOf(cell.value()) : cell.value();
    }

    /** Columns of a crossbar. */
    int columns() {
        return map.columns();
    }

    /** The level of a cell: the one it is stuck at, or the programmed one. */
    int level(int crossbar, int row, int column) {
        return nonIdealities.faults(core, crossbar).stream().flatMap(faults -> faults.stuck().stream())
                .filter(cell -> cell.row() == row && cell.column() == column).mapToInt(this::levelOf).findFirst()
                .orElseGet(() -> Math.max(0, map.level(crossbar, row, column)));
    }

    private double[] drawn(int crossbar) {
        var levels = map.levels(crossbar);
        var result = new double[levels.length];
        var pedestal = pedestal();
        for (var i = 0; i < result.length; i++) {
            result[i] = pedestal + Math.max(0, levels[i]);
        }
        if (!noise.ideal()) {
            program(crossbar, levels, result);
        }
        for (var cell : nonIdealities.faults(core, crossbar).map(CrossbarFaults::stuck).orElse(List.of())) {
            var at = cell.row() * map.columns() + cell.column();
            result[at] = pedestal + levelOf(cell);
            levels[at] = (short) levelOf(cell);
        }
        heldLevels.put(crossbar, levels);
        return noise.ideal() ? result : used(crossbar, result);
    }

    /** From targets to what is programmed: stuck at one end by chance, or near its target, never below 0. Unused cells stay as they are. */
    private void program(int crossbar, short[] levels, double[] g) {
        var random = nonIdealities.random();
        var low = noise.stuck().map(Stuck::low).orElse(0.0);
        var ends = low + noise.stuck().map(Stuck::high).orElse(0.0);
        for (var i = 0; i < g.length; i++) {
            if (levels[i] == CellMap.UNUSED) {
                continue;
            }
            var row = i / map.columns();
            var column = i % map.columns();
            var draw = ends > 0 ? random.uniform(Purpose.STUCK, core, crossbar, row, column) : 1;
            if (draw < ends) {
                levels[i] = (short) (draw < low ? 0 : topLevel);
                g[i] = pedestal() + levels[i];
            } else if (deviations[levels[i]] != 0) {
                g[i] = Math.max(0, g[i] + deviations[levels[i]] * random.normal(Purpose.PROGRAMMING, core, crossbar, row, column));
            }
        }
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
