package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.ControlInstruction.AddImmediate;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Window;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RequantizeParameters;
import qcc.backend.cim.isa.SourceMap;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Table;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.Bundle;
import qcc.tensor.ByteTensor;
import qcc.tensor.Shape;

class TrapTest {
    private final ProgramBuilder program = new ProgramBuilder().source("nn.conv at \"layer1/Conv\"");

    @Test
    void aTrapNamesItsPlace() {
        program.emit(new LoadImmediate(1, 65530));
        program.emit(new MoveIn(1, 0, 1, 10, 0, 0));
        assertThatThrownBy(this::load).isInstanceOfSatisfying(SimulatorTrap.class, trap -> {
            assertThat(trap.place()).isEqualTo(new SimulatorTrap.Place(0, 3, 1,
                    "move_in local=r1, global=r0, rows=1, run=10, local_stride=0, global_stride=0", "nn.conv at \"layer1/Conv\""));
            assertThat(trap.reason()).isEqualTo("writes local memory 65530..65539, outside 0..65535");
        });
    }

    @Test
    void addressesOutsideGlobalMemoryTrap() {
        program.emit(new LoadImmediate(1, Machines.GLOBAL_BYTES - 1));
        program.emit(new MoveIn(0, 1, 1, 2, 0, 0));
        assertTrap("reads global memory 12287..12288, outside 0..12287");
    }

    @Test
    void addressesBelowZeroTrap() {
        program.emit(new Fill(0, 1, 2, 4, -1));
        assertTrap("writes local memory -1..3, outside");
    }

    @Test
    void accumulatorsOutsideTheFileTrap() {
        input();
        program.emit(new LoadImmediate(1, 4090));
        program.emit(new Sum(1, 0, 1, 7, 0, false));
        assertTrap("writes accumulators 4090..4096, outside 0..4095");
    }

    @Test
    void anEmptyGroupTraps() {
        input();
        program.emit(new Window(1, 1, 4, 0, 0));
        program.emit(new Mvm(5, 0, 0, 1, 0, 0, false));
        assertTrap("no array group 5 is programmed on this core");
    }

    @Test
    void aWindowThatDiffersFromTheRowsTraps() {
        input();
        program.emit(new Window(1, 2, 4, 0, 4));
        program.emit(new Mvm(0, 0, 0, 1, 0, 0, false));
        assertTrap("the window of 1 x 2 x 4 bytes does not have the 9 rows of array group 0", Machines.group(0, 9, 1, new byte[9]));
    }

    @Test
    void aWindowNeverSetTraps() {
        input();
        program.emit(new MaxPool(0, 0, 1, 1, 0, 0));
        assertTrap("the window register was never set");
    }

    @Test
    void poolsOfOtherChannelsThanTheRunTrap() {
        input();
        program.emit(new Window(1, 1, 3, 0, 0));
        program.emit(new MaxPool(0, 0, 1, 4, 0, 0));
        assertTrap("the window's run of 3 differs from the 4 channels");
    }

    @Test
    void readingWhatWasNeverWrittenTrapsUnlessSwitchedOff() {
        program.emit(new LoadImmediate(1, 10));
        program.emit(new LoadImmediate(2, Machines.OUTPUT));
        program.emit(new Fill(1, 1, 1, 4, 0));
        program.emit(new MoveOut(1, 2, 1, 5, 0, 0));
        assertTrap("reads local memory 14, which was never written");
        var options = Machines.options().withCheckUninitialized(false);
        var output = Machines.run(Machines.bundle(new byte[0], core()), options, new ByteTensor(Shape.of(1, Machines.INPUT_BYTES),
                new byte[Machines.INPUT_BYTES]));
        assertThat(Arrays.copyOf(output, 5)).containsExactly(1, 1, 1, 1, 0);
    }

    @Test
    void outputsNeverWrittenAreAnError() {
        assertThatThrownBy(this::load).isInstanceOf(SimulatorException.class)
                .hasMessage("host command 3 (CopyOut): reads global memory 8192, which was never written");
    }

    @Test
    void accumulatingOntoNothingTraps() {
        input();
        program.emit(new Sum(0, 0, 1, 7, 0, true));
        assertTrap("reads accumulators 0, which was never written");
    }

    @Test
    void localMemoryDoesNotOutliveALaunch() {
        input();
        program.emit(new Copy(0, 0, 1, 1, 0, 0));
        program.emit(new LoadImmediate(1, 5000));
        program.emit(new Copy(0, 1, 1, 1, 0, 0));
        assertTrap("reads local memory 5000");
    }

    @Test
    void negativeAddressesInRegistersTrap() {
        program.emit(new LoadImmediate(1, 5));
        program.emit(new AddImmediate(1, 1, -6));
        assertTrap("r1 would become 5 + -6 = -1, outside 0..2147483647");
    }

    @Test
    void tablesFromDataTrap() {
        input();
        program.emit(new LoadImmediate(1, 5000));
        program.emit(new Table(1, 0, 0, 4));
        assertTrap("the parameter table at local memory 0 holds computed values at 0");
    }

    @Test
    void resultsThatOverlapAnInputInPartTrap() {
        input();
        constants(44);
        program.emit(new LoadImmediate(2, 1));
        program.emit(new Add(2, 0, 0, 1, 4, RequantizeMode.SHIFT));
        assertTrap("the destination 1..4 overlaps the source 0..3 in part");
    }

    @Test
    void copiesOntoTheirOwnEndTrap() {
        input();
        program.emit(new LoadImmediate(1, 3));
        program.emit(new Copy(1, 0, 1, 4, 0, 0));
        assertTrap("row 0 is copied onto its own end, 3 bytes ahead");
    }

    @Test
    void badTablesTrap() {
        input();
        constants(44);
        program.emit(new LoadImmediate(2, 100));
        program.emit(new Sum(0, 0, 1, 1, 0, false));
        program.emit(new Requantize(2, 0, 1, 1, 1, 0, 0, RequantizeMode.FLOAT, Optional.empty()));
        assertTrap("bad parameter table: the factor 0.0 is not positive and finite");
    }

    @Test
    void modesTheChipDoesNotOfferTrap() {
        input();
        constants(44);
        program.emit(new LoadImmediate(2, 100));
        program.emit(new Add(2, 0, 0, 1, 4, RequantizeMode.SHIFT));
        var chip = Machines.chip().replace("modes: [double, single, float, shift]", "modes: [double]");
        assertThatThrownBy(() -> Machines.load(Machines.bundle(chip, new byte[44], core()))).isInstanceOf(SimulatorTrap.class)
                .hasMessageContaining("the chip does not offer the mode shift (core.requantize.modes)");
    }

    @Test
    void sumsBeyondTheAccumulatorsWidthTrap() {
        var chip = Machines.chip().replace("bits: 32, overflow: trap", "bits: 20, overflow: trap");
        var weights = new byte[100];
        Arrays.fill(weights, (byte) -128);
        product(12);
        var bundle = Machines.bundle(chip, new byte[0], core(Machines.group(0, 100, 1, weights)));
        var input = new byte[2 * Machines.INPUT_BYTES];
        Arrays.fill(input, (byte) 40);
        assertThatCode(() -> run(bundle, input)).doesNotThrowAnyException();
        Arrays.fill(input, Machines.INPUT_BYTES, Machines.INPUT_BYTES + 100, (byte) 41);
        assertThatThrownBy(() -> run(bundle, input)).isInstanceOf(SimulatorTrap.class).hasMessageContaining("instruction 2 (mvm")
                .hasMessageContaining("the sum -524800 exceeds the accumulators' 20 bits");
    }

    @Test
    void accumulatedSumsBeyondTheWidthTrapAndNeverWrap() {
        var weights = new byte[4096];
        Arrays.fill(weights, (byte) -128);
        input();
        program.emit(new Window(1, 1, 4096, 0, 0));
        program.emit(new Mvm(0, 0, 0, 1, 0, 0, false));
        program.loop(31, () -> program.emit(new Mvm(0, 0, 0, 1, 0, 0, true)));
        output();
        var bundle = Machines.bundle(new byte[0], core(Machines.group(0, 4096, 1, weights)));
        var input = new byte[Machines.INPUT_BYTES];
        Arrays.fill(input, (byte) 127);
        assertThatCode(() -> run(bundle, input)).doesNotThrowAnyException();
        Arrays.fill(input, (byte) -128);
        assertThatThrownBy(() -> run(bundle, input)).isInstanceOf(SimulatorTrap.class)
                .hasMessageContaining("the sum 2147483648 exceeds the accumulators' 32 bits");
    }

    @Test
    void aBiasThatOverflowsTraps() {
        var table = new RequantizeParameters(0, -128, 127, 0, List.of(new RequantizeParameters.Channel(Integer.MAX_VALUE, 1 << 30, 0)))
                .toBytes();
        input();
        constants(table.length);
        program.emit(new LoadImmediate(2, 100));
        program.emit(new Sum(0, 0, 1, 1, 0, false));
        program.emit(new Requantize(2, 0, 1, 1, 1, 0, 0, RequantizeMode.DOUBLE, Optional.empty()));
        output();
        var bundle = Machines.bundle(table, core());
        var input = new byte[Machines.INPUT_BYTES];
        assertThatCode(() -> run(bundle, input)).doesNotThrowAnyException();
        input[0] = 1;
        assertThatThrownBy(() -> run(bundle, input)).isInstanceOf(SimulatorTrap.class)
                .hasMessageContaining("channel 0 and its bias 2147483647 exceed 32 bits");
    }

    @Test
    void badCodeTraps() {
        var code = core().code().clone();
        code[3] = 1;
        var bundle = Machines.bundle(new byte[0], new CoreProgram(0, code, List.of(), SourceMap.EMPTY));
        assertThatThrownBy(() -> Machines.load(bundle)).isInstanceOf(SimulatorTrap.class)
                .hasMessageContaining("segment 0, core 0, instruction 0");
        code[0] = 0;
        assertThatThrownBy(() -> Machines.load(bundle)).isInstanceOf(SimulatorTrap.class).hasMessageContaining("unknown opcode 0x00");
    }

    @Test
    void programsLargerThanTheInstructionMemoryTrap() {
        for (var i = 0; i < 8192; i++) {
            program.emit(new LoadImmediate(1, i));
        }
        assertTrap("the program of 131088 bytes does not fit the 131072 bytes of instruction memory");
    }

    @Test
    void coresTheChipDoesNotHaveTrap() {
        var bundle = Machines.bundle(new byte[0], Machines.core(16, program));
        assertThatThrownBy(() -> Machines.load(bundle)).hasMessageContaining("the chip has cores 0 to 15 only");
    }

    @Test
    void groupsMustFitTheirCrossbarsAndNotOverlap() {
        assertTrap("array group 0 lies in crossbar 64, the core has 64", placed(0, 64, 0, 0));
        assertTrap("array group 0 needs rows 125..128 and columns 0..1 of crossbar 0, which has 128 x 128 cells", placed(0, 0, 125, 0));
        assertTrap("array group 1 overlaps another block at row 3, column 1 of crossbar 0", placed(0, 0, 0, 0), placed(1, 0, 3, 1));
    }

    @Test
    void aBundleForMoreMemoryThanTheChipHasIsRefused() {
        var chip = Machines.chip().replace("global_mem: {kib: 8192", "global_mem: {kib: 11");
        assertThatThrownBy(() -> Machines.load(Machines.bundle(chip, new byte[0], core()))).isInstanceOf(SimulatorException.class)
                .hasMessage("the bundle uses 12288 bytes of global memory, the chip 'd6cim-esscirc23' has 11264 (chip.global_mem.kib)");
    }

    @Test
    void inputsOfAnotherShapeAreRefused() {
        output();
        var simulator = Machines.load(Machines.bundle(new byte[0], core()));
        assertThatThrownBy(() -> simulator.run(List.of(new ByteTensor(Shape.of(1, 2), new byte[2])))).isInstanceOf(SimulatorException.class)
                .hasMessage("input 'x' is tensor<1x2xi8>, but the bundle expects tensor<1x4096xi8>");
        assertThatThrownBy(() -> simulator.run(List.of())).hasMessage("the network has 1 inputs, 0 were given");
    }

    private static ArrayGroup placed(int id, int crossbar, int row, int column) {
        return new ArrayGroup(id, 4, 2, new byte[8], WeightEncoding.TWOS_COMPLEMENT, List.of(1), List.of(new CrossbarSlice(crossbar, row,
                column, 0, 0, 4, 2, 0)));
    }

    private void input() {
        program.emit(new MoveIn(0, 0, 1, Machines.INPUT_BYTES, 0, 0));
    }

    private void constants(int bytes) {
        program.emit(new LoadImmediate(1, Machines.CONSTANTS));
        program.emit(new MoveIn(1, 1, 1, bytes, 0, 0));
    }

    /** A product of 100 rows of input, the accumulators stored to the output. */
    private void product(int value) {
        input();
        program.emit(new Window(1, 1, 100, 0, 0));
        program.emit(new Mvm(0, 0, 0, 1, 0, 0, false));
        program.emit(new LoadImmediate(3, 8192 + value));
        program.emit(new AccumulatorStore(3, 0, 1, 1, 0, 0));
        output();
    }

    private void output() {
        program.emit(new LoadImmediate(1, Machines.OUTPUT));
        program.emit(new LoadImmediate(2, Machines.CONSTANTS));
        program.emit(new Fill(2, 0, 1, Machines.OUTPUT_BYTES, 0));
        program.emit(new MoveOut(2, 1, 1, Machines.OUTPUT_BYTES, 0, 0));
    }

    private CoreProgram core(ArrayGroup... groups) {
        return Machines.core(3, program, groups);
    }

    private void load(ArrayGroup... groups) {
        Machines.load(Machines.bundle(new byte[44], core(groups)));
    }

    private static void run(Bundle bundle, byte[] input) {
        Machines.run(bundle, Machines.options(),
                new ByteTensor(Shape.of(input.length / Machines.INPUT_BYTES, Machines.INPUT_BYTES), input));
    }

    private void assertTrap(String reason, ArrayGroup... groups) {
        assertThatThrownBy(() -> load(groups)).isInstanceOf(SimulatorTrap.class).hasMessageContaining(reason);
    }
}
