package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;

/**
 * Time and energy that papers state of their chips, as the simulator counts them: 5 % for time, 15 % for energy. Bundles have inputs of 8 bits;
 * for other widths the cost that the simulator gives a product is asked for directly.
 */
class PublishedTimingTest {
    private static final int MORE = 10;

    /** A group that fills one crossbar, or several side by side, with weights of all of some slices. */
    private static ArrayGroup group(Chip chip, int slices, int crossbars) {
        var xbar = chip.xbar();
        var bits = List.copyOf(xbar.weights().sliceBits().subList(0, slices));
        var width = xbar.cols() / (slices * xbar.weights().encoding().columnsPerSlice()) * crossbars;
        var encoding = WeightEncoding.valueOf(xbar.weights().encoding().name());
        var converter = xbar.adc().map(adc -> new Converter(adc.bits(), StepTable.uniform(1), Converter.Rounding.NEAREST, 8,
                xbar.input().dacBits(), Converter.Signing.valueOf(xbar.input().signed().name()), Collections.nCopies(1, xbar.rows())));
        var matrix = new byte[xbar.rows() * width];
        return new ArrayGroup(0, xbar.rows(), width, matrix, encoding, bits, List.of(), bits.stream().mapToInt(b -> b).sum() > 8
                ? Optional.empty()
                : converter);
    }

    /** What the simulator reports of a program that multiplies so many vectors. */
    private static SimulationReport products(Chip chip, ArrayGroup group, int count) {
        var program = new ProgramBuilder().emit(new MoveIn(0, 0, 1, Machines.INPUT_BYTES, 0, 0));
        program.emit(new Window(1, 1, group.rows(), 0, 0));
        program.emit(new Mvm(0, 0, 0, count, 1, 0, false));
        return report(chip, program, group);
    }

    private static SimulationReport report(Chip chip, ProgramBuilder program, ArrayGroup... groups) {
        var bundle = Machines.bundle(chip.toYaml(), new byte[0], Machines.core(0, program, groups));
        return Simulator.load(bundle, Machines.options().withCheckUninitialized(false), HostFunctions.NONE).report();
    }

    /** Nanoseconds from one product to the next. */
    private static double interval(Chip chip, ArrayGroup group) {
        return (products(chip, group, 1 + MORE).nanoseconds() - products(chip, group, 1).nanoseconds()) / MORE;
    }

    @ParameterizedTest
    @CsvSource({"d6cim-esscirc23, 8, 177.8", "hermes-pcm64, 1, 520", "isaac-isca16, 4, 800", "jia-jssc22, 8, 400",
            "pimcomp-dac23, 4, 4000"})
    void productsFollowOneAnotherAsPublished(String preset, int slices, double nanoseconds) {
        var chip = ChipLoader.preset(preset);
        assertThat(interval(chip, group(chip, slices, 1))).isCloseTo(nanoseconds, withinPercentage(5));
    }

    /** A product takes its latency and the loading of its inputs. */
    @ParameterizedTest
    @CsvSource({"d6cim-esscirc23, 8, 177.8", "hermes-pcm64, 1, 520"})
    void oneProductTakesThePublishedTime(String preset, int slices, double nanoseconds) {
        var chip = ChipLoader.preset(preset);
        var group = group(chip, slices, 1);
        var none = report(chip, new ProgramBuilder().emit(new MoveIn(0, 0, 1, Machines.INPUT_BYTES, 0, 0))
                .emit(new Window(1, 1, group.rows(), 0, 0)), group);
        var local = chip.core().localMem();
        var load = (local.latencyCycles() + group.rows() / Math.min(local.bytesPerCycle(), chip.core().inputReg().bytesPerCycle())) * 1000
                / chip.clockMhz();
        assertThat(products(chip, group, 1).nanoseconds() - none.nanoseconds() - load).isCloseTo(nanoseconds, withinPercentage(5));
    }

    /** Weights and inputs of other widths than the bundles' 8 bits. */
    @ParameterizedTest
    @CsvSource({"isaac-isca16, 8, 16, interval, 1600", "puma-asplos19, 8, 16, latency, 1800", "jia-jssc22, 4, 4, interval, 200",
            "neurram-nat22, 2, 4, latency, 3900", "colonnade-jssc21, 8, 8, interval, 80"})
    void otherWidthsTakeThePublishedTime(String preset, int slices, int inputBits, String figure, double nanoseconds) {
        var chip = ChipLoader.preset(preset);
        var sizes = chip.xbar().weights().sliceBits();
        var cost = GroupCost.of(chip, chip.typeOf(0), group(chip, Math.min(slices, sizes.size()), 1), inputBits);
        var cycles = figure.equals("interval") ? cost.intervalCycles() : cost.latencyCycles();
        assertThat(cycles * 1000 / chip.clockMhz()).isCloseTo(nanoseconds, withinPercentage(5));
    }

    /** 64 cores of 256 x 256 weights, two operations each. */
    @Test
    void hermesReachesItsRate() {
        var chip = ChipLoader.preset("hermes-pcm64");
        var operations = 2.0 * 64 * 256 * 256;
        assertThat(operations / interval(chip, group(chip, 1, 1)) / 1000).isCloseTo(16.13, withinPercentage(5));
    }

    /** 16 units of 64 x 1,152 weights of 4 bits, with inputs of 4 bits. */
    @Test
    void jiaReachesItsRate() {
        var chip = ChipLoader.preset("jia-jssc22");
        var group = group(chip, 4, 1);
        var nanoseconds = GroupCost.of(chip, chip.typeOf(0), group, 4).intervalCycles() * 1000 / chip.clockMhz();
        assertThat(group.columns()).isEqualTo(64);
        assertThat(16 * 2.0 * group.rows() * group.columns() / nanoseconds / 1000).isCloseTo(11.8, withinPercentage(5));
    }

    /**
     * Every part busy: all crossbars multiply without pause, every tile's memory and router move a word each clock. A core executes one
     * instruction after the other, so the power of each part is that of a program that keeps it alone busy.
     */
    @Test
    void isaacDrawsItsPower() {
        var chip = ChipLoader.preset("isaac-isca16");
        var tiles = chip.coreCount();
        var group = group(chip, 4, chip.core().xbars());
        var idle = products(chip, group, 1);
        var busy = products(chip, group, 1 + MORE);
        var crossbars = milliwatts(idle, busy, EnergyReport::array) + milliwatts(idle, busy, EnergyReport::converters);
        var leakage = milliwatts(idle, busy, EnergyReport::leakage);
        var copies = milliwatts(moves(chip, 1), moves(chip, 1 + MORE), EnergyReport::memories);
        var router = routerMilliwatts(chip);
        var watts = (tiles * (crossbars + copies + router) + leakage) / 1000;
        assertThat(watts).isCloseTo(65.8, withinPercentage(15));
    }

    /** pJ per ns is mW. */
    private static double milliwatts(SimulationReport less, SimulationReport more, ToDoubleFunction<EnergyReport> part) {
        return (part.applyAsDouble(more.energy()) - part.applyAsDouble(less.energy())) / (more.nanoseconds() - less.nanoseconds());
    }

    /** A program that copies within local memory so many times. */
    private static SimulationReport moves(Chip chip, int count) {
        var program = new ProgramBuilder().emit(new LoadImmediate(1, 32768));
        program.loop(count, () -> program.emit(new Copy(1, 0, 1, 16384, 0, 0)));
        return report(chip, program);
    }

    /** One router and link that pass a flit each clock. */
    private static double routerMilliwatts(Chip chip) {
        var flitBytes = chip.chip().noc().orElseThrow().linkBits() / 8;
        var bytes = 4096;
        var program = new ProgramBuilder().emit(new MoveIn(0, 0, 1, bytes, 0, 0));
        var bundle = Machines.bundle(chip.toYaml(), new byte[0], Machines.core(1, program));
        var report = Simulator.load(bundle, Machines.options().withCheckUninitialized(false), HostFunctions.NONE).report();
        return report.energy().network() / (bytes / flitBytes * 1000 / chip.clockMhz());
    }
}
