package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.sim.Simulator;

/** What the keys of a core's groups and of its issue limit do to the mapping and the time of a network on small crossbars. */
class CoreGroupsTest {
    private static final String REDUCE = "reduce: {kind: tree, fan_in: 8, bits: 32, cycles: 1}";
    private static final String SLOW_TREE = "reduce: {kind: tree, fan_in: 2, bits: 32, cycles: 20}";

    @TempDir
    private Path folder;

    private Mapping usual;

    /** A compiled network. */
    private record Mapping(List<ArrayGroup> groups, long cycles) {
        static Mapping of(Bundle bundle) {
            var groups = bundle.segments().stream().flatMap(s -> s.programs().stream()).flatMap(p -> p.groups().stream()).toList();
            return new Mapping(groups, Simulator.reportOf(bundle).cycles());
        }

        private static List<Integer> crossbars(ArrayGroup group) {
            return group.replica(0).stream().map(CrossbarSlice::crossbar).distinct().sorted().toList();
        }

        /** Crossbars of the largest group. */
        int largest() {
            return groups.stream().mapToInt(group -> crossbars(group).size()).max().orElseThrow();
        }

        /** Rows of the largest group. */
        int rows() {
            return groups.stream().mapToInt(ArrayGroup::rows).max().orElseThrow();
        }

        /** Whether a group has several crossbars with the same rows. */
        boolean sharesInputs() {
            return groups.stream().anyMatch(group -> group.replica(0).stream().map(CrossbarSlice::matrixColumn).distinct().count() > 1);
        }

        boolean isConsecutive() {
            return groups.stream().map(Mapping::crossbars)
                    .allMatch(list -> list.equals(IntStream.rangeClosed(list.getFirst(), list.getLast()).boxed().toList()));
        }
    }

    @BeforeEach
    void mapUsually() throws IOException {
        usual = mapping();
    }

    /** Of the digits network, each product once, on the chip with texts of its file replaced. */
    private Mapping mapping(String... replacements) throws IOException {
        Files.writeString(folder.resolve("chip.yaml"),
                TestChips.with("edited", TestChips.smallWith(replacements)).toYaml());
        new CommandLine(folder).json(SampleNetwork.digits().command("compile",
                List.of("-o", "out.qcb", "--chip", "chip.yaml", "--no-replication", "--json")));
        return Mapping.of(new BundleReader().read(folder.resolve("out.qcb")));
    }

    @Test
    void crossbarsWithTheSameRowsAreOneGroupWhereInputsAreBroadcast() throws IOException {
        var alone = mapping("broadcast: true", "broadcast: false");
        assertThat(usual.sharesInputs()).isTrue();
        assertThat(alone.sharesInputs()).isFalse();
        assertThat(alone.groups).hasSizeGreaterThan(usual.groups.size());
        assertThat(alone.cycles).isGreaterThan(usual.cycles);
    }

    @Test
    void withoutSharingAGroupIsOneCrossbar() throws IOException {
        var none = mapping("share: any", "share: none");
        assertThat(usual.largest()).isGreaterThan(1);
        assertThat(none.largest()).isEqualTo(1);
        assertThat(none.cycles).isGreaterThan(usual.cycles);
    }

    /** On a chip so full that blocks must lie beside each other in crossbars. */
    @Test
    void adjacentGroupsAreConsecutiveCrossbars() throws IOException {
        var any = mapping("cores: [2, 3]", "cores: [1, 1]", "xbars: 120", "xbars: 90");
        var adjacent = mapping("cores: [2, 3]", "cores: [1, 1]", "xbars: 120", "xbars: 90", "share: any", "share: adjacent");
        assertThat(any.isConsecutive()).isFalse();
        assertThat(adjacent.isConsecutive()).isTrue();
        assertThat(adjacent.largest()).isGreaterThan(1);
    }

    @Test
    void addersBetweenCrossbarsTakeTheirTime() throws IOException {
        var slow = mapping(REDUCE, SLOW_TREE);
        assertThat(slow.cycles).isGreaterThan(usual.cycles);
        assertThat(mapping(REDUCE, SLOW_TREE.replace("fan_in: 2", "fan_in: 16")).cycles).isBetween(usual.cycles, slow.cycles - 1);
        assertThat(mapping(REDUCE, SLOW_TREE.replace("tree", "chain")).cycles).as("a chain adds one sum after the other")
                .isGreaterThan(slow.cycles);
    }

    @Test
    void narrowAddersLimitTheRowsOfAGroup() throws IOException {
        var narrow = mapping(REDUCE, REDUCE.replace("32", "22"));
        assertThat(usual.rows()).isGreaterThan(128);
        assertThat(narrow.rows()).as("rows whose sum of 14-bit products fits 22 bits in any case").isLessThanOrEqualTo(1 << 21 - 14);
    }

    @Test
    void withoutAddersTheSumsOfCrossbarsMeetInTheCoresAccumulatorsOnly() throws IOException {
        assertThat(mapping(", " + REDUCE, "").rows()).isEqualTo(usual.rows());
        assertThat(mapping(", " + REDUCE, "", "at: core", "at: crossbar").rows()).isLessThanOrEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void groupsThatMayNotComputeAtOnceTakeTurns(int most) throws IOException {
        var few = mapping("max_parallel_groups: 64", "max_parallel_groups: " + most);
        assertThat(few.cycles).isGreaterThan(usual.cycles);
        assertThat(mapping("max_parallel_groups: 64", "max_parallel_groups: " + 2 * most).cycles).isLessThan(few.cycles);
    }
}
