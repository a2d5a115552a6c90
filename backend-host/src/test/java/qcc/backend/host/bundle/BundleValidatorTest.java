package qcc.backend.host.bundle;

import qcc.backend.cim.isa.GlobalConstant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.SourceMap;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;

class BundleValidatorTest {
    private static final List<Integer> NOTHING = List.of();

    @Test
    void portsReferToDifferentBuffers() {
        assertRefused(b -> b.inputs = List.of(new Port("x", 4)), "the network's input 'x' refers to host buffer 4 of 4");
        assertRefused(b -> b.inputs = List.of(new Port("x", 0), new Port("x", 1)), "two inputs of the network are called 'x'");
        assertRefused(b -> b.inputs = List.of(new Port("x", 0), new Port("z", 0)), "two inputs of the network share host buffer 0");
        assertRefused(b -> b.outputs = List.of(new Port("y", -1)), "the network's output 'y' refers to host buffer -1 of 4");
    }

    @Test
    void outputsMayShareABufferButMustBeWritten() {
        assertAccepted(b -> b.outputs = List.of(new Port("y", 3), new Port("z", 3)));
        assertRefused(b -> b.commands = b.commands.subList(0, 5), "no host command writes the network's output 'y' (host buffer 3)");
    }

    @Test
    void constantsLieApartInGlobalMemory() {
        assertAccepted(b -> b.segments = constants(new GlobalConstant(28, new byte[4]), new GlobalConstant(24, new byte[4])));
        assertRefused(b -> b.segments = constants(new GlobalConstant(27, new byte[4]), new GlobalConstant(24, new byte[4])),
                "segment 0: the constant at address 27 overlaps the one before it, which ends at 28");
        assertRefused(b -> b.segments = constants(new GlobalConstant(29, new byte[4])),
                "segment 0: the constant of 4 bytes at address 29 goes beyond the 32 bytes of global memory");
        assertRefused(b -> b.segments = constants(new GlobalConstant(Long.MAX_VALUE, new byte[4])), "goes beyond the 32 bytes");
    }

    @Test
    void crossingValuesLieInGlobalMemoryAndBelongToSegments() {
        var bundle = SmallBundle.withCrossingValues();
        bundle.globalMemoryBytes = 31;
        assertThatThrownBy(() -> new BundleWriter().toBytes(bundle.build())).isInstanceOf(BundleException.class)
                .hasMessageContaining("the crossing value of 8 bytes at address 24 goes beyond the 31 bytes of global memory");
        bundle.globalMemoryBytes = 32;
        bundle.segments = bundle.segments.subList(0, 1);
        assertThatThrownBy(() -> new BundleWriter().toBytes(bundle.build())).isInstanceOf(BundleException.class)
                .hasMessageContaining("the crossing value at address 20 refers to segment 1 of 1");
        assertThatThrownBy(() -> new CrossingValue(0, 4, CrossingValue.Source.HOST, List.of(3))).hasMessageContaining("crosses nothing");
    }

    @Test
    void coresAreDifferentAndHaveTheGroupsTheyUse() {
        assertRefused(b -> b.segments = programs(SmallBundle.program(1), SmallBundle.program(1)), "segment 0 has two programs for core 1");
        var groupless = new CoreProgram(1, SmallBundle.program(1).code(), List.of(SmallBundle.group(6)), SourceMap.EMPTY);
        assertRefused(b -> b.segments = programs(groupless),
                "segment 0, core 1: instruction 3 multiplies with group 7, which the core does not have");
    }

    @Test
    void commandsHaveNumbersAndWaitForEarlierOnes() {
        assertRefusedAfter(new LoadSegment(5, NOTHING, 0), "two host commands have the number 5");
        assertRefusedAfter(new LoadSegment(6, List.of(6), 0), "host command 6 waits for 6, which is not an earlier command");
        assertRefusedAfter(new LoadSegment(6, List.of(7), 0), "host command 6 waits for 7, which is not an earlier command");
    }

    @Test
    void segmentsExistAndAreLoadedBeforeTheyRun() {
        assertRefusedAfter(new LoadSegment(6, NOTHING, 1), "host command 6 refers to segment 1 of 1");
        assertRefused(b -> b.commands = List.of(new Launch(0, NOTHING, 0)), "host command 0 launches segment 0 while none is loaded");
        assertRefused(b -> {
            b.segments = List.of(b.segments.getFirst(), new Segment(List.of(), List.of()));
            b.commands = List.of(new LoadSegment(0, NOTHING, 0), new LoadSegment(1, NOTHING, 1), new Launch(2, NOTHING, 0));
        }, "host command 2 launches segment 0 while segment 1 is loaded");
    }

    @Test
    void copiesFitTheirBufferAndGlobalMemory() {
        assertAcceptedAfter(new CopyIn(6, NOTHING, 1, 29, 3));
        assertRefusedAfter(new CopyIn(6, NOTHING, 1, 30, 3),
                "host command 6 copies 3 bytes at address 30, beyond the 32 bytes of global memory");
        assertRefusedAfter(new CopyIn(6, NOTHING, 1, -1, 3), "copies 3 bytes at address -1");
        assertRefusedAfter(new CopyIn(6, NOTHING, 1, 0, 2), "host command 6 copies 2 bytes of host buffer 1, which has 3");
        assertRefusedAfter(new CopyIn(6, NOTHING, 4, 0, 3), "host command 6 refers to host buffer 4 of 4");
        assertRefusedAfter(new CopyOut(6, NOTHING, 31, 2, 2), "copies 2 bytes at address 31");
        assertRefusedAfter(new CopyOut(6, NOTHING, 0, 2, 9), "host command 6 refers to host buffer 9 of 4");
    }

    @Test
    void buffersAreWrittenBeforeTheyAreRead() {
        assertRefused(b -> b.commands = List.of(new CopyIn(0, NOTHING, 1, 0, 3)),
                "host command 0 reads host buffer 1 before anything writes it");
        assertRefused(b -> b.commands = List.of(new HostOp(0, NOTHING, "f", List.of(3), List.of(3))), "reads host buffer 3 before");
        assertRefusedAfter(new HostOp(6, NOTHING, "f", List.of(0), List.of(1, 1)), "host command 6 writes host buffer 1 twice");
        assertRefusedAfter(new HostOp(6, NOTHING, "", List.of(0), List.of(1)), "host command 6 calls a function without a name");
    }

    @Test
    void recordsRefuseWhatCannotBe() {
        assertThatThrownBy(() -> new HostBuffer(ElementKind.F32, List.of(1 << 20, 1 << 9))).hasMessageContaining("exceeds 2 GiB");
        assertThatThrownBy(() -> new HostBuffer(ElementKind.F32, List.of(0))).hasMessageContaining("at least 1");
        assertThat(new HostBuffer(ElementKind.I64, List.of()).bytes()).isEqualTo(8);
        assertThatThrownBy(() -> new GlobalConstant(0, new byte[0])).hasMessage("the constant at address 0 is empty");
        var blob = new HostModule.Blob("a", new byte[0]);
        assertThatThrownBy(() -> new HostModule("", List.of(blob, blob))).hasMessageContaining("do not ascend");
    }

    private static List<Segment> constants(GlobalConstant... constants) {
        return List.of(new Segment(List.of(constants), List.of()));
    }

    private static List<Segment> programs(CoreProgram... programs) {
        return List.of(new Segment(List.of(), List.of(programs)));
    }

    private static void assertAccepted(Consumer<SmallBundle> change) {
        var bundle = new SmallBundle();
        change.accept(bundle);
        assertThat(new BundleReader().parse(new BundleWriter().toBytes(bundle.build()))).isEqualTo(bundle.build());
    }

    private static void assertRefused(Consumer<SmallBundle> change, String message) {
        var bundle = new SmallBundle();
        change.accept(bundle);
        var built = bundle.build();
        assertThatThrownBy(() -> new BundleWriter().toBytes(built)).isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining(message);
    }

    private static void assertAcceptedAfter(HostCommand command) {
        assertAccepted(b -> b.commands = with(b.commands, command));
    }

    private static void assertRefusedAfter(HostCommand command, String message) {
        assertRefused(b -> b.commands = with(b.commands, command), message);
    }

    private static List<HostCommand> with(List<HostCommand> commands, HostCommand command) {
        var longer = new ArrayList<>(commands);
        longer.add(command);
        return longer;
    }
}
