package qcc.backend.host.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.protobuf.ByteString;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.SourceMap;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.wire.Wire;

class BundleFileTest {
    private final BundleWriter writer = new BundleWriter();
    private final BundleReader reader = new BundleReader();
    private final byte[] small = writer.toBytes(new SmallBundle().build());

    @Test
    void readingInvertsWriting(@TempDir Path folder) throws IOException {
        var file = folder.resolve("small.qcb");
        writer.write(new SmallBundle().build(), file);
        assertThat(reader.read(file)).isEqualTo(new SmallBundle().build());
        assertThat(Files.readAllBytes(file)).isEqualTo(small);
    }

    @Test
    void everyKindAndEncodingSurvives() {
        for (var kind : ElementKind.values()) {
            var bundle = new SmallBundle();
            bundle.buffers = List.of(bundle.buffers.get(0), bundle.buffers.get(1), bundle.buffers.get(2), new HostBuffer(kind, List.of()));
            assertThat(reader.parse(writer.toBytes(bundle.build()))).isEqualTo(bundle.build());
        }
        for (var encoding : WeightEncoding.values()) {
            var group = new ArrayGroup(65535, 1, 1, new byte[]{-128}, encoding, List.of(8), List.of());
            var program = CoreProgram.of(0, new ProgramBuilder().build(), List.of(group), new FixedWordCodec());
            var bundle = new SmallBundle();
            bundle.segments = List.of(new Segment(List.of(), List.of(program)));
            assertThat(reader.parse(writer.toBytes(bundle.build()))).isEqualTo(bundle.build());
        }
    }

    @Test
    void crossingValuesSurvive() {
        var bundle = SmallBundle.withCrossingValues().build();
        assertThat(reader.parse(writer.toBytes(bundle))).isEqualTo(bundle);
    }

    @Test
    void convertersSurvive() {
        for (var rounding : Converter.Rounding.values()) {
            for (var signing : Converter.Signing.values()) {
                var converter = new Converter(9, StepTable.of(2, 1, 1, 4, 3).withFractionBits(signing.ordinal()), rounding, 8, 1, signing,
                        List.of(2, 1));
                var bundle = SmallBundle.withConverter(converter);
                assertThat(bundle.segments().getFirst().programs().getFirst().groups().getFirst().converter()).contains(converter);
                assertThat(reader.parse(writer.toBytes(bundle))).isEqualTo(bundle);
            }
        }
    }

    @Test
    void replicasSurvive() {
        var bundle = SmallBundle.withReplicas();
        assertThat(bundle.segments().getFirst().programs().getFirst().groups().getFirst().replicas()).isEqualTo(2);
        assertThat(reader.parse(writer.toBytes(bundle))).isEqualTo(bundle);
    }

    @Test
    void equalBundlesHaveEqualBytes() {
        assertThat(writer.toBytes(new SmallBundle().build())).isEqualTo(small);
        assertThat(writer.toBytes(reader.parse(small))).isEqualTo(small);
    }

    @Test
    void writingReplacesTheFileAndLeavesNothingElse(@TempDir Path folder) throws IOException {
        var file = folder.resolve("small.qcb");
        Files.writeString(file, "old");
        writer.write(new SmallBundle().build(), file);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        var bad = new SmallBundle();
        bad.globalMemoryBytes = 1;
        assertThatThrownBy(() -> writer.write(bad.build(), file)).isInstanceOf(BundleException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(small);
    }

    @Test
    void everyTruncationIsRefused() {
        for (var length = 0; length < small.length; length++) {
            var cut = Arrays.copyOf(small, length);
            assertThatThrownBy(() -> reader.parse(cut)).isExactlyInstanceOf(BundleException.class)
                    .hasMessageContaining(length == 0 ? "not a qcc bundle" : "truncated");
        }
    }

    @Test
    void everySingleAlteredByteIsRefused() {
        for (var i = 0; i < small.length; i++) {
            for (var mask : new int[]{0x01, 0x80, 0xFF}) {
                var altered = small.clone();
                altered[i] ^= (byte) mask;
                assertThatThrownBy(() -> reader.parse(altered)).as("byte %d ^ %d", i, mask).isExactlyInstanceOf(BundleException.class);
            }
        }
    }

    @Test
    void messagesSayWhatIsWrong(@TempDir Path folder) throws IOException {
        assertRefused("hello".getBytes(), "not a qcc bundle: it does not begin with QCCB");
        assertRefused(Arrays.copyOf(small, 47), "the bundle is truncated: 47 bytes, not even the 48 of its header");
        assertRefused(Arrays.copyOf(small, 50), "the bundle is truncated: 2 of %d bytes of content are there".formatted(small.length - 48));
        assertRefused(Arrays.copyOf(small, small.length + 3), "the bundle was altered: 3 bytes follow its content");
        assertRefused(withVersion(2), "the bundle has format version 2, newer than 1, the newest this qcc reads; use a newer qcc");
        assertRefused(withVersion(0), "the bundle has format version 0, which does not exist; the file is damaged");
        var altered = small.clone();
        altered[60] ^= 1;
        assertRefused(altered, "the bundle was altered or damaged: its content does not match its SHA-256");
        var file = Files.write(folder.resolve("bad.qcb"), altered);
        assertThatThrownBy(() -> reader.read(file)).hasMessage(
                "%s: the bundle was altered or damaged: its content does not match its SHA-256",
                file);
        assertThatThrownBy(() -> reader.read(folder.resolve("absent.qcb"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void contentThatIsNoBundleIsRefusedEvenWithTheRightDigest() {
        assertRefusedContaining(framed(new byte[]{0x0a, 0x7f}), "the bundle's content is not what its format says");
        var wire = WireEncoder.encode(new SmallBundle().build());
        assertRefusedContaining(framed(altered(wire, group().setMatrixCrc32(1))),
                "core 0, group 7: the matrix has CRC-32 %08x but the table says 00000001".formatted(SmallBundle.group(7).crc32()));
        assertRefusedContaining(framed(altered(wire, group().setRows(4))), "group 7: a 4 x 2 matrix does not have 6 elements");
        assertRefusedContaining(framed(altered(wire, group().setEncodingValue(99))), "no known weight encoding");
        var commandless = wire.toBuilder().addCommands(Wire.HostCommand.newBuilder().setId(9)).build();
        assertRefusedContaining(framed(commandless.toByteArray()), "host command 9 is of no known kind");
        var kindless = wire.toBuilder().addBuffers(Wire.HostBuffer.newBuilder()).build();
        assertRefusedContaining(framed(kindless.toByteArray()), "no known element kind");
    }

    @Test
    void codeIsCheckedOnReading() {
        var wire = WireEncoder.encode(new SmallBundle().build());
        var odd = program(wire).toBuilder().setCode(ByteString.copyFrom(new byte[17])).build();
        assertRefusedContaining(framed(withProgram(wire, odd)), "segment 0, core 0: bad instruction at word 1");
        var empty = program(wire).toBuilder().clearCode().build();
        assertRefusedContaining(framed(withProgram(wire, empty)), "the last instruction must be 'end'");
    }

    @Test
    void sourceMapBeyondTheCodeIsRefused() {
        var bundle = new SmallBundle();
        var program = SmallBundle.program(0);
        var beyond = new SourceMap(List.of(new SourceMap.Entry(5, "x")));
        bundle.segments = List.of(new Segment(List.of(), List.of(new CoreProgram(0, program.code(), program.groups(), beyond))));
        assertThatThrownBy(() -> writer.toBytes(bundle.build()))
                .hasMessage("segment 0, core 0: the source map goes beyond the 5 instructions");
    }

    private static Wire.ArrayGroup.Builder group() {
        return program(WireEncoder.encode(new SmallBundle().build())).getGroups(0).toBuilder();
    }

    private static Wire.CoreProgram program(Wire.Bundle wire) {
        return wire.getSegments(0).getPrograms(0);
    }

    private static byte[] altered(Wire.Bundle wire, Wire.ArrayGroup.Builder group) {
        return withProgram(wire, program(wire).toBuilder().setGroups(0, group).build());
    }

    private static byte[] withProgram(Wire.Bundle wire, Wire.CoreProgram program) {
        var segment = wire.getSegments(0).toBuilder().setPrograms(0, program);
        return wire.toBuilder().setSegments(0, segment).build().toByteArray();
    }

    private static byte[] framed(byte[] payload) {
        return ByteBuffer.allocate(BundleFormat.HEADER_BYTES + payload.length).order(ByteOrder.LITTLE_ENDIAN).put(BundleFormat.magic())
                .putInt(BundleFormat.VERSION).putLong(payload.length).put(BundleFormat.sha256().digest(payload)).put(payload).array();
    }

    private byte[] withVersion(int version) {
        var altered = small.clone();
        altered[BundleFormat.VERSION_OFFSET] = (byte) version;
        return altered;
    }

    private void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> reader.parse(file)).isExactlyInstanceOf(BundleException.class).hasMessage(message);
    }

    private void assertRefusedContaining(byte[] file, String message) {
        assertThatThrownBy(() -> reader.parse(file)).isExactlyInstanceOf(BundleException.class).hasMessageContaining(message);
    }
}
