package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSourceTest {
    @TempDir
    private Path folder;

    private final Tensor samples = samples();

    private static Tensor samples() {
        var data = new short[1000 * 6];
        for (var i = 0; i < data.length; i++) {
            data[i] = (short) (i * 7);
        }
        return new ShortTensor(Shape.of(1000, 2, 3), data);
    }

    @Test
    void readsTheSameBlocksFromEverySource() throws IOException {
        var npy = folder.resolve("x.npy");
        NpyFile.write(npy, samples);
        var stored = npz("stored.npz", samples);
        var deflated = folder.resolve("deflated.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(deflated))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(Files.readAllBytes(npy));
        }
        for (var source : new SampleSource[]{SampleSource.of(samples), SampleSource.open(npy), SampleSource.open(stored),
                SampleSource.open(deflated), SampleSource.open(fortran())}) {
            try (source) {
                assertThat(source.count()).isEqualTo(1000);
                assertThat(source.sampleShape()).isEqualTo(Shape.of(2, 3));
                assertThat(source.elementType()).isEqualTo(ElementType.I16);
                for (var from : new int[]{0, 700, 710, 3, 999}) {
                    var count = Math.min(10, 1000 - from);
                    assertThat(source.read(from, count)).isEqualTo(samples.slice(from, count));
                }
                assertThat(source.read(1000, 0).shape()).isEqualTo(Shape.of(0, 2, 3));
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> source.read(999, 2));
            }
        }
    }

    @Test
    void aFileMayHoldMoreElementsThanATensor() throws IOException {
        var file = folder.resolve("large.npy");
        var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 1073741824), }";
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.write("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
            large.write(new byte[]{(byte) header.length(), 0});
            large.writeBytes(header);
            large.setLength(10 + header.length() + 3 * (1L << 30));
        }
        try (var source = SampleSource.open(file)) {
            assertThat(source.count()).isEqualTo(3);
            assertThat(source.sampleShape().elements()).isEqualTo(1 << 30);
        }
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file))
                .withMessageContaining("too large for one tensor");
        Files.delete(file);
    }

    @Test
    void randomSamplesDependOnSeedAndIndexOnly() {
        var source = SampleSource.random(Shape.of(3, 5), 100, 42);
        var all = source.read(0, 100);
        assertThat(source.read(37, 20)).isEqualTo(all.slice(37, 20));
        assertThat(SampleSource.random(Shape.of(3, 5), 1000, 42).read(99, 1)).isEqualTo(all.slice(99, 1));
        assertThat(SampleSource.random(Shape.of(3, 5), 100, 43).read(0, 1)).isNotEqualTo(all.slice(0, 1));
        assertThat(all.slice(1, 1)).isNotEqualTo(all.slice(0, 1));
    }

    @Test
    void randomSamplesAreStandardNormal() {
        var block = SampleSource.random(Shape.of(1001), 200, 7).read(0, 200);
        var moments = new double[4];
        for (var i = 0; i < block.elements(); i++) {
            var x = block.doubleAt(i);
            moments[0] += x;
            moments[1] += x * x;
            moments[2] += x * x * x;
            moments[3] += x * x * x * x;
        }
        var n = block.elements();
        assertThat(moments[0] / n).isBetween(-0.01, 0.01);
        assertThat(moments[1] / n).isBetween(0.98, 1.02);
        assertThat(moments[2] / n).isBetween(-0.05, 0.05);
        assertThat(moments[3] / n).isBetween(2.9, 3.1);
    }

    @Test
    void npzKeepsNamesAndOrder() throws IOException {
        var arrays = new LinkedHashMap<String, Tensor>();
        arrays.put("second", samples);
        arrays.put("first", new FloatTensor(Shape.of(), new float[]{2}));
        var file = folder.resolve("x.npz");
        NpzFile.write(file, arrays);
        assertThat(NpzFile.names(file)).containsExactly("second", "first");
        assertThat(NpzFile.read(file)).containsExactlyEntriesOf(arrays);
        assertThat(NpzFile.read(file, "first")).isEqualTo(arrays.get("first"));
        var bytes = Files.readAllBytes(file);
        NpzFile.write(file, arrays);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertRefused(() -> NpzFile.read(file, "third"), "has no array 'third'; its arrays are [second, first]");
        assertRefused(() -> SampleSource.open(file), "holds 2 arrays [second, first] where one is expected");
        assertRefused(() -> SampleSource.open(file, "first"), "holds a scalar");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        var file = npz("x.npz", samples);
        var bytes = Files.readAllBytes(file);
        bytes[500] ^= 1;
        Files.write(file, bytes);
        assertRefused(() -> NpzFile.read(file), "damaged: the checksum does not match");
        assertRefused(() -> SampleSource.open(file), "x.npz");
        Files.write(file, Arrays.copyOf(bytes, 300));
        assertRefused(() -> NpzFile.read(file), "not a readable zip file");
        assertRefused(() -> NpzFile.read(folder.resolve("none.npz")), "no such file");
        assertRefused(() -> SampleSource.open(folder.resolve("none.npy")), "no such file");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertRefused(() -> NpzFile.read(file), "entry 'readme.txt' is not an array");
    }

    private static void assertRefused(ThrowingCallable call, String reason) {
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(call).withMessageContaining(reason);
    }

    private Path npz(String name, Tensor tensor) {
        var file = folder.resolve(name);
        var arrays = new LinkedHashMap<String, Tensor>();
        arrays.put("x", tensor);
        NpzFile.write(file, arrays);
        return file;
    }

    /** The samples as a .npy file in Fortran order: element (i, j, k) at i + 1000 * (j + 2 * k). */
    private Path fortran() throws IOException {
        var header = "{'descr': '>i2', 'fortran_order': True, 'shape': (1000, 2, 3)}";
        var content = ByteBuffer.allocate(10 + header.length() + 12000);
        content.put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1)).put((byte) header.length()).put((byte) 0);
        content.put(header.getBytes(StandardCharsets.ISO_8859_1));
        for (var position = 0; position < 6000; position++) {
            var sample = position % 1000;
            var j = position / 1000 % 2;
            var k = position / 2000;
            content.putShort((short) samples.doubleAt(sample * 6 + j * 3 + k));
        }
        return Files.write(folder.resolve("fortran.npy"), content.array());
    }
}
