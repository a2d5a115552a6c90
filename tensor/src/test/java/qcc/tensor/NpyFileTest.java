package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrote(ElementType type) throws IOException {
        for (var shape : new Shape[]{Shape.of(), Shape.of(0, 3), Shape.of(5), Shape.of(2, 3, 4), Shape.of(300, 1000)}) {
            var tensor = Tensor.zeros(type, shape);
            fill(tensor);
            var file = folder.resolve("x.npy");
            NpyFile.write(file, tensor);
            assertThat(NpyFile.read(file)).isEqualTo(tensor);
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void writesNumPysHeader() throws IOException {
        var file = folder.resolve("x.npy");
        NpyFile.write(file, new IntTensor(Shape.of(2), new int[]{1, -1}));
        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("\u0093NUMPY\u0001\u0000v\u0000{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }  ")
                .endsWith(" \n\u0001\u0000\u0000\u0000\u00ff\u00ff\u00ff\u00ff").hasSize(136);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEachVersion(int version) throws IOException {
        assertThat(NpyFile
                .read(file(version, "{'shape':(2, ),\"fortran_order\": False,'descr':'|i1'}", bytes(2).put((byte) -7).put((byte) 9))))
                .isEqualTo(new ByteTensor(Shape.of(2), new byte[]{-7, 9}));
    }

    @Test
    void readsBigEndianKinds() throws IOException {
        assertThat(read(">f4", "2", bytes(8).putFloat(1.5f).putFloat(-2))).isEqualTo(new FloatTensor(Shape.of(2), new float[]{1.5f, -2}));
        assertThat(read(">f8", "1", bytes(8).putDouble(0.1))).isEqualTo(new DoubleTensor(Shape.of(1), new double[]{0.1}));
        assertThat(read(">i2", "1", bytes(2).putShort((short) -300))).isEqualTo(new ShortTensor(Shape.of(1), new short[]{-300}));
        assertThat(read(">i8", "1", bytes(8).putLong(-3))).isEqualTo(new LongTensor(Shape.of(1), new long[]{-3}));
    }

    @Test
    void widensKindsWithoutATensorOfTheirOwn() throws IOException {
        assertThat(read(">f2", "2", bytes(4).putShort((short) 0x3C00).putShort((short) 0xFC00)))
                .isEqualTo(new FloatTensor(Shape.of(2), new float[]{1, Float.NEGATIVE_INFINITY}));
        assertThat(read(">u2", "1", bytes(2).putShort((short) -1))).isEqualTo(new IntTensor(Shape.of(1), new int[]{65535}));
        assertThat(read(">u4", "1", bytes(4).putInt(-1))).isEqualTo(new LongTensor(Shape.of(1), new long[]{0xFFFFFFFFL}));
        assertThat(read(">u8", "1", bytes(8).putLong(Long.MAX_VALUE))).isEqualTo(new LongTensor(Shape.of(1), new long[]{Long.MAX_VALUE}));
        assertRefused(header(">u8", "1"), bytes(8).putLong(-1), "unsigned value 18446744073709551615 does not fit");
    }

    @Test
    void reordersFortranOrder() throws IOException {
        var data = bytes(24);
        for (var column = 0; column < 4; column++) {
            for (var middle = 0; middle < 3; middle++) {
                for (var row = 0; row < 2; row++) {
                    data.put((byte) (100 * row + 10 * middle + column));
                }
            }
        }
        var tensor = (ByteTensor) NpyFile.read(file(1, "{'descr': '|i1', 'fortran_order': True, 'shape': (2, 3, 4)}", data));
        assertThat(tensor.data()).startsWith(0, 1, 2, 3, 10, 11, 12, 13, 20).endsWith(120, 121, 122, 123);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"|O;holds Python objects", "<U4;dtype '<U4'", "<c8;dtype '<c8'", "|f4;dtype '|f4'",
            "<f16;dtype '<f16'",
            "f4;dtype 'f4'", "'';dtype ''"})
    void refusesOtherKinds(String descriptor, String reason) throws IOException {
        assertRefused(header(descriptor, "1"), bytes(16), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)};holds records",
            "{'descr': '<f4', 'fortran_order': False};malformed", "{'descr': '<f4', 'fortran_order': False, 'shape': (1,);malformed",
            "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,)};malformed",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)};malformed",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x;malformed",
            "{'descr': '<f4', 'other': False, 'shape': (1,)};malformed",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)};absurd dimension",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807,)};absurd shape",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 2)};absurd shape",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)};truncated",
            "{'descr': '|i1', 'fortran_order': False, 'shape': (3,)};1 bytes follow"})
    void refusesMalformedFiles(String header, String reason) throws IOException {
        assertRefused(header, bytes(4), reason);
    }

    @Test
    void refusesFilesThatAreNoArrays() throws IOException {
        var file = folder.resolve("x.npy");
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file)).withMessage("%s: no such file", file);
        Files.writeString(file, "PK not an array");
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file)).withMessageContaining("not a .npy file");
        Files.write(file, new byte[3]);
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file)).withMessage("%s: truncated", file);
        Files.write(file, "\u0093NUMPY\u0004\u0000\u0010\u0000".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file)).withMessageContaining("version 4");
        Files.write(file, "\u0093NUMPY\u0002\u0000\u00ff\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file))
                .withMessageContaining("absurd header length");
        assertThatExceptionOfType(TensorFileException.class)
                .isThrownBy(() -> NpyFile.write(folder.resolve("missing").resolve("x.npy"), new ByteTensor(Shape.of(0), new byte[0])))
                .withMessageContaining("does not exist");
    }

    private void assertRefused(String header, ByteBuffer data, String reason) throws IOException {
        var file = file(1, header, data);
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> NpyFile.read(file)).withMessageStartingWith(file + ": ")
                .withMessageContaining(reason);
    }

    private Tensor read(String descriptor, String shape, ByteBuffer data) throws IOException {
        return NpyFile.read(file(1, header(descriptor, shape), data));
    }

    private static String header(String descriptor, String shape) {
        return "{'descr': '%s', 'fortran_order': False, 'shape': (%s,), }\n".formatted(descriptor, shape);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private Path file(int version, String header, ByteBuffer data) throws IOException {
        var text = header.getBytes(StandardCharsets.ISO_8859_1);
        var content = ByteBuffer.allocate(12 + text.length + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        content.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) version).put((byte) 0);
        if (version == 1) {
            content.putShort((short) text.length);
        } else {
            content.putInt(text.length);
        }
        content.put(text).put(data.array());
        return Files.write(folder.resolve("input.npy"), Arrays.copyOf(content.array(), content.position()));
    }

    private static void fill(Tensor tensor) {
        for (var i = 0; i < tensor.elements(); i++) {
            switch (tensor) {
                case FloatTensor floats -> floats.data()[i] = i / 3f;
                case DoubleTensor doubles -> doubles.data()[i] = -i / 7d;
                case ByteTensor bytes -> bytes.data()[i] = (byte) i;
                case UnsignedByteTensor bytes -> bytes.data()[i] = (byte) i;
                case ShortTensor shorts -> shorts.data()[i] = (short) (3 * i);
                case IntTensor ints -> ints.data()[i] = -i;
                case LongTensor longs -> longs.data()[i] = i * 0x123456789L;
                case BooleanTensor booleans -> booleans.data()[i] = i % 3 == 0;
            }
        }
    }
}
