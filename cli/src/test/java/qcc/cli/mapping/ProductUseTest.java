package qcc.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Segment;
import qcc.chip.ChipLoader;

class ProductUseTest {
    private static final List<Integer> SLICE_BITS = List.of(1, 1, 1, 1, 1, 1, 1, 1);

    /** A group of 8 slices of 16 columns in one crossbar for each replica. */
    private static ArrayGroup group(int id, int rows, int firstCrossbar, int replicas) {
        var slices = new ArrayList<CrossbarSlice>();
        for (var replica = 0; replica < replicas; replica++) {
            for (var slice = 0; slice < SLICE_BITS.size(); slice++) {
                slices.add(new CrossbarSlice(firstCrossbar + replica, 0, 16 * slice, 0, 0, rows, 16, slice, replica));
            }
        }
        return new ArrayGroup(id, rows, 16, new byte[rows * 16], WeightEncoding.TWOS_COMPLEMENT, SLICE_BITS, slices);
    }

    private static List<ProductUse> uses(String preset, ProgramBuilder program, ArrayGroup... groups) {
        var chip = ChipLoader.preset(preset);
        var core = CoreProgram.of(3, program.build(), List.of(groups), new FixedWordCodec());
        return ProductUse.of(new Bundle("qcc", "net", chip.toYaml(), 0, List.of(), List.of(), List.of(),
                List.of(new Segment(List.of(), List.of(core))), List.of(), HostModule.EMPTY), chip);
    }

    private static Mvm mvm(int group, int count) {
        return new Mvm(group, 0, 0, count, 0, 0, false);
    }

    @Test
    void loopsMultiplyProducts() {
        var program = new ProgramBuilder().source("first");
        program.loop(5, () -> {
            program.emit(mvm(0, 7));
            program.loop(3, () -> program.emit(mvm(1, 2)));
        });
        program.emit(mvm(0, 1)).source("second").emit(mvm(1, 4));
        var uses = uses("d6cim-esscirc23", program, group(0, 128, 0, 1), group(1, 64, 1, 1));
        assertThat(uses).extracting(ProductUse::operation).containsExactly("first", "second");
        assertThat(uses).extracting(ProductUse::products).containsExactly(5L * 7 + 5 * 3 * 2 + 1, 4L);
        assertThat(uses).extracting(ProductUse::core).containsOnly(3);
        assertThat(uses.getFirst().groups()).extracting(use -> use.group().id()).containsExactly(0, 1);
        assertThat(uses.getFirst().crossbars()).isEqualTo(2);
        assertThat(uses.getFirst().utilization(128 * 128)).isCloseTo(75, within(1e-9));
    }

    @Test
    void copiesTakeCrossbarsButNoTime() {
        var use = uses("d6cim-esscirc23", new ProgramBuilder().source("p").emit(mvm(0, 1)), group(0, 64, 4, 3)).getFirst();
        assertThat(use.copies()).isEqualTo(3);
        assertThat(use.crossbars()).isEqualTo(3);
        assertThat(use.cells()).isEqualTo(3L * 64 * 128);
        assertThat(use.utilization(128 * 128)).isCloseTo(50, within(1e-9));
        assertThat(use.phases()).isEqualTo(8);
        assertThat(use.groups().getFirst().crossbarText()).isEqualTo("4-6");
    }

    @Test
    void rowsThatAreNotActiveAtOnceTakeFurtherPhases() {
        var rows = 40;
        var slices = List.of(new CrossbarSlice(0, 0, 0, 0, 0, rows, 2, 0));
        var group = new ArrayGroup(0, rows, 2, new byte[rows * 2], WeightEncoding.OFFSET, List.of(2, 2, 2, 2), slices,
                Optional.of(new Converter(8, StepTable.uniform(1),
                        Converter.Rounding.NEAREST, 8, 1, Converter.Signing.OFFSET,
                        List.of(16, 16, 8))));
        var use = uses("isaac-isca16", new ProgramBuilder().source("p").emit(mvm(0, 1)), group).getFirst();
        assertThat(use.phases()).isEqualTo(8 * 3);
    }
}
