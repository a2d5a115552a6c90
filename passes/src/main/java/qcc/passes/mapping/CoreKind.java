package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.chip.Chip;
import qcc.chip.ChipLevel;
import qcc.chip.ControlLevel;
import qcc.chip.Core;
import qcc.chip.CoreType;
import qcc.chip.Cores;
import qcc.chip.Groups;
import qcc.chip.Xbar;

/**
 * The cores of one type that can hold weights, as mapping sees them.
 *
 * @param chip the chip as if all its cores were of this type
 * @param cores the numbers of the cores, ascending
 * @param sliceBits bits of the slices that a weight takes, least significant first
 */
record CoreKind(Chip chip, List<Integer> cores, List<Integer> sliceBits) {
    CoreKind {
        cores = List.copyOf(cores);
        sliceBits = List.copyOf(sliceBits);
    }

    /** The kinds of cores that hold the weights of networks, in the order of their first cores. */
    static List<CoreKind> of(Chip chip) {
        var numbers = new LinkedHashMap<CoreType, List<Integer>>();
        for (int core = 0; core < chip.coreCount(); core++) {
            numbers.computeIfAbsent(chip.typeOf(core), _ -> new ArrayList<>()).add(core);
        }
        return numbers.entrySet().stream().filter(e -> MappedChip.problem(only(chip, e.getKey())).isEmpty())
                .map(e -> of(chip, e.getKey(), e.getValue())).toList();
    }

    private static CoreKind of(Chip chip, CoreType type, List<Integer> cores) {
        var weights = type.xbar().weights();
        int slices = weights.slices(CimLegality.weightBits()).orElseThrow();
        return new CoreKind(only(chip, type), cores, weights.sliceBits().subList(0, slices));
    }

    /** The chip as if all its cores were of one type. */
    static Chip only(Chip chip, CoreType type) {
        if (chip.coreTypes().isEmpty()) {
            return chip;
        }
        var level = chip.chip();
        var equal = new ChipLevel(new Cores.Grid(1, level.cores().count()), level.noc(), level.globalMem(), level.offchip());
        return new Chip(chip.arch(), chip.version(), chip.clockMhz(), chip.control(), chip.operatingPoints(), chip.operatingPoint(), equal,
                type.core(), type.xbar(), Map.of(), chip.npu(), chip.energy(), chip.areaMm2(), chip.noise(), chip.notes(), chip.source());
    }

    Core core() {
        return chip.core();
    }

    Xbar xbar() {
        return chip.xbar();
    }

    int[] slices() {
        return sliceBits.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Sums that a core holds. */
    int accumulators() {
        return core().accumulators().entries();
    }

    /** Weights side by side in one crossbar, as far as a core has accumulators for their sums. */
    int weightColumns() {
        return Math.min(xbar().weightColumns(CimLegality.weightBits()), accumulators());
    }

    /** Physical columns from a slice of the first weight of a crossbar to the next slice. */
    int sliceStride() {
        return weightColumns() * columnsPerWeight();
    }

    /** Physical columns of one slice of a weight. */
    int columnsPerWeight() {
        return xbar().weights().encoding().columnsPerSlice();
    }

    /** Whether column sums are converted: then the rows of one conversion follow each other in the matrix. */
    boolean isConverted() {
        return xbar().kind() == Xbar.Kind.ANALOG;
    }

    /** Whether groups are single crossbars. */
    boolean hasSingleCrossbarGroups() {
        return core().groups().share() == Groups.Share.NONE;
    }

    /** Whether the partial sums of several crossbars of a group can meet. */
    boolean addsCrossbars() {
        return !hasSingleCrossbarGroups()
                && (core().accumulators().at() == qcc.chip.Accumulators.At.CORE || core().groups().reduce().isPresent());
    }

    /** Whether one input vector drives several crossbars with the same rows. */
    boolean broadcasts() {
        return core().groups().broadcast() && !hasSingleCrossbarGroups();
    }

    /** Whether software chooses the rows that fire, so that several operators can lie in one crossbar. */
    boolean drivesRows() {
        return chip.control() == ControlLevel.WORDLINE;
    }
}
