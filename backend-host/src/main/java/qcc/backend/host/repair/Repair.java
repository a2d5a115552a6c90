package qcc.backend.host.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;
import qcc.chip.ChipException;
import qcc.chip.Die;
import qcc.chip.Problem;

/**
 * Fits a bundle to a die. Only the places of columns in the crossbars that have faults change: blocks of a group table are split around bad
 * columns; programs, weights and all other crossbars stay as they are.
 */
public final class Repair {
    private final Chip chip;
    private final Die die;
    private final List<Problem> problems = new ArrayList<>();
    private final List<RepairReport.Crossbar> report = new ArrayList<>();

    private Repair(Chip chip, Die die) {
        this.chip = chip;
        this.die = die;
    }

    /** A bundle for a die, and what was changed. */
    public record Result(Bundle bundle, RepairReport report) {}

    /** A block of a group's matrix, whichever replica. */
    private record Block(int slice, int matrixRow, int matrixColumn) {
        static Block of(CrossbarSlice slice) {
            return new Block(slice.slice(), slice.matrixRow(), slice.matrixColumn());
        }
    }

    /**
     * Repairs a bundle.
     *
     * @param chip the chip that the bundle is for
     * @throws ChipException if a crossbar has more bad columns than spare ones, at its place in the die file
     */
    public static Result repair(Bundle bundle, Chip chip, Die die) {
        var repair = new Repair(chip, die);
        var segments = new ArrayList<Segment>();
        for (int i = 0; i < bundle.segments().size(); i++) {
            int number = i;
            var segment = bundle.segments().get(i);
            segments.add(new Segment(segment.constants(),
                    segment.programs().stream().map(program -> repair.program(number, program)).toList()));
        }
        if (!repair.problems.isEmpty()) {
            throw new ChipException(repair.problems);
        }
        var repaired = new Bundle(bundle.producer(), bundle.network(), bundle.chip(), bundle.globalMemoryBytes(), bundle.buffers(),
                bundle.inputs(), bundle.outputs(), segments, bundle.commands(), bundle.blocks(), bundle.hostModule());
        return new Result(repaired, new RepairReport(repair.report));
    }

    private CoreProgram program(int segment, CoreProgram program) {
        var moves = new HashMap<Integer, int[]>();
        for (var entry : blocks(program).entrySet()) {
            die.faults(program.core(), entry.getKey()).ifPresent(faults -> {
                var crossbar = new CrossbarRepair(entry.getValue(), faults, chip.typeOf(program.core()).xbar().cols());
                if (crossbar.isConcerned()) {
                    move(segment, program.core(), entry.getKey(), crossbar, moves);
                }
            });
        }
        return moves.isEmpty()
                ? program
                : new CoreProgram(program.core(), program.code(), program.groups().stream().map(group -> moved(group, moves)).toList(),
                        program.sourceMap());
    }

    private static Map<Integer, List<Cells>> blocks(CoreProgram program) {
        var blocks = new TreeMap<Integer, List<Cells>>();
        for (var group : program.groups()) {
            for (var slice : group.slices()) {
                blocks.computeIfAbsent(slice.crossbar(), _ -> new ArrayList<>()).add(new Cells(group, slice));
            }
        }
        return blocks;
    }

    private void move(int segment, int core, int number, CrossbarRepair crossbar, Map<Integer, int[]> moves) {
        var columns = crossbar.newColumns();
        if (columns.length == 0) {
            problems.add(die.problemAt(core, number,
                    "crossbar %d of core %d: %d columns are programmed%s, but only %d of %d are good".formatted(number, core,
                            crossbar.usedColumns(), crossbar.needsNeighbors() ? ", some side by side" : "", crossbar.goodColumns(),
                            chip.typeOf(core).xbar().cols()),
                    "take another die, or a network or mapping that leaves spare columns in this crossbar"));
            return;
        }
        moves.put(number, columns);
        var before = crossbar.errors(crossbar.identity());
        var after = crossbar.errors(columns);
        report.add(new RepairReport.Crossbar(segment, core, number, crossbar.moved(columns), Math.max(0, before.size() - after.size()),
                after.size(), after.stream().mapToLong(Long::longValue).sum()));
    }

    /** Blocks cut where their columns are no longer neighbors, all replicas alike. */
    private static ArrayGroup moved(ArrayGroup group, Map<Integer, int[]> moves) {
        var cuts = new HashMap<Block, TreeSet<Integer>>();
        for (var slice : group.slices()) {
            cuts.computeIfAbsent(Block.of(slice), _ -> new TreeSet<>()).addAll(cuts(new Cells(group, slice), moves));
        }
        var slices = new ArrayList<CrossbarSlice>();
        for (var slice : group.slices()) {
            var firsts = new ArrayList<>(cuts.get(Block.of(slice)));
            for (int i = 0; i < firsts.size(); i++) {
                int end = i + 1 < firsts.size() ? firsts.get(i + 1) : slice.columns();
                slices.add(part(new Cells(group, slice), firsts.get(i), end, moves));
            }
        }
        return new ArrayGroup(group.id(), group.rows(), group.columns(), group.matrix(), group.encoding(), group.sliceBits(), slices,
                group.converter());
    }

    private static int place(Cells cells, int column, Map<Integer, int[]> moves) {
        int old = cells.slice().crossbarColumn() + column * cells.perWeight();
        var columns = moves.get(cells.slice().crossbar());
        return columns == null ? old : columns[old];
    }

    /** The columns of a block with which a run of neighbors begins. */
    private static List<Integer> cuts(Cells cells, Map<Integer, int[]> moves) {
        var cuts = new ArrayList<Integer>();
        for (int column = 0; column < cells.slice().columns(); column++) {
            if (column == 0 || place(cells, column, moves) != place(cells, column - 1, moves) + cells.perWeight()) {
                cuts.add(column);
            }
        }
        return cuts;
    }

    private static CrossbarSlice part(Cells cells, int first, int end, Map<Integer, int[]> moves) {
        var slice = cells.slice();
        return new CrossbarSlice(slice.crossbar(), slice.crossbarRow(), place(cells, first, moves), slice.matrixRow(),
                slice.matrixColumn() + first, slice.rows(), end - first, slice.slice(), slice.replica());
    }
}
