package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.frontend.onnx.wire.Onnx.StringStringEntryProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataLocation;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;

final class TensorReaderTest {
    @TempDir
    Path folder;

    private TensorData read(TensorProto.Builder tensor) {
        return new TensorReader(new ExternalData(folder)).read(tensor.build());
    }

    private static TensorProto.Builder tensor(DataType type, long... shape) {
        var tensor = TensorProto.newBuilder().setName("w").setDataType(type.getNumber());
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private static DenseElementsAttr dense(TensorData data) {
        var bytes = new byte[data.bytes().remaining()];
        data.bytes().duplicate().get(bytes);
        return DenseElementsAttr.ofBytes(data.type(), bytes);
    }

    @Test
    void rawBytesAreNotCopied() {
        var raw = ByteString.copyFrom(new byte[400]);
        var data = read(tensor(DataType.FLOAT, 10, 10).setRawData(raw));
        assertThat(data.bytes()).isEqualTo(raw.asReadOnlyByteBuffer());
        var resource = ((DenseResourceAttr) data.attribute("w")).resource();
        assertThat(resource.key()).isEqualTo("w");
        assertThat(resource.blob().orElseThrow().size()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"INT8, -128, 127, -129", "UINT8, 0, 255, 256", "INT16, -32768, 32767, 32768", "UINT16, 0, 65535, -1", "BOOL, 0, 1, 2"})
    void narrowIntegersInTypedFields(DataType type, int least, int largest, int outside) {
        assertThat(dense(read(tensor(type, 2).addInt32Data(least).addInt32Data(largest))).toLongs()).containsExactly(least, largest);
        assertThatThrownBy(() -> read(tensor(type, 1).addInt32Data(outside)))
                .hasMessage("holds the element " + outside + ", which is outside " + least + " to " + largest);
    }

    @Test
    void otherTypedFields() {
        assertThat(dense(read(tensor(DataType.FLOAT, 2).addFloatData(1.5f).addFloatData(-2))).doubleAt(1)).isEqualTo(-2);
        assertThat(dense(read(tensor(DataType.DOUBLE, 1).addDoubleData(0.1))).doubleAt(0)).isEqualTo(0.1);
        assertThat(dense(read(tensor(DataType.FLOAT16, 1).addInt32Data(0xC000))).doubleAt(0)).isEqualTo(-2);
        assertThat(dense(read(tensor(DataType.BFLOAT16, 1).addInt32Data(0x3FC0))).doubleAt(0)).isEqualTo(1.5);
        assertThat(dense(read(tensor(DataType.INT32, 1).addInt32Data(-7))).toLongs()).containsExactly(-7);
        assertThat(dense(read(tensor(DataType.INT64, 1).addInt64Data(Long.MIN_VALUE))).toLongs()).containsExactly(Long.MIN_VALUE);
        assertThat(dense(read(tensor(DataType.UINT32, 1).addUint64Data(0xFFFF_FFFFL))).toLongs()).containsExactly(0xFFFF_FFFFL);
        assertThat(dense(read(tensor(DataType.UINT64, 1).addUint64Data(-1))).toLongs()).containsExactly(-1);
    }

    @Test
    void elementsBelowEightBitsArePackedFromTheLowBits() {
        var packed = ByteString.copyFrom(new byte[]{(byte) 0x8F, 0x07});
        assertThat(bytes(read(tensor(DataType.INT4, 3).setRawData(packed)))).containsExactly(-1, -8, 7);
        assertThat(bytes(read(tensor(DataType.UINT4, 3).setRawData(packed)))).containsExactly(15, 8, 7);
        assertThat(bytes(read(tensor(DataType.UINT2, 5).addInt32Data(0xE4).addInt32Data(1)))).containsExactly(0, 1, 2, 3, 1);
    }

    private static byte[] bytes(TensorData data) {
        var bytes = new byte[data.bytes().remaining()];
        data.bytes().duplicate().get(bytes);
        return bytes;
    }

    @Test
    void dataThatDoNotFitTheShape() {
        assertThatThrownBy(() -> read(tensor(DataType.FLOAT, 3).setRawData(ByteString.copyFrom(new byte[11]))))
                .hasMessage("has 11 bytes of data, but its type tensor<3xf32> needs 12");
        assertThatThrownBy(() -> read(tensor(DataType.FLOAT, 3).addFloatData(1)))
                .hasMessage("has 1 elements of data, but its type tensor<3xf32> needs 3");
        assertThatThrownBy(() -> read(tensor(DataType.FLOAT, -3))).hasMessage("has the negative dimension -3");
        assertThatThrownBy(() -> read(tensor(DataType.FLOAT, 1 << 30))).hasMessage("has 4294967296 bytes; one tensor can have 2 GiB");
        assertThatThrownBy(() -> read(tensor(DataType.STRING, 2))).hasMessage("has the element type STRING, which is not supported");
        assertThatThrownBy(() -> read(tensor(DataType.INT4, 3).addInt32Data(0)))
                .hasMessage("has 1 bytes of data, but its type tensor<3xi4> needs 2");
        assertThatThrownBy(() -> read(tensor(DataType.BOOL, 1).setRawData(ByteString.copyFrom(new byte[]{2}))))
                .hasMessage("holds a boolean that is neither 0 nor 1 but 2");
        assertThat(read(tensor(DataType.FLOAT, 0, 3)).bytes().remaining()).isZero();
    }

    private static TensorProto.Builder external(String... entries) {
        var tensor = tensor(DataType.UINT8, 4).setDataLocation(DataLocation.EXTERNAL);
        for (int i = 0; i < entries.length; i += 2) {
            tensor.addExternalData(StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
        }
        return tensor;
    }

    @Test
    void externalData() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.write(folder.resolve("sub/w.bin"), new byte[]{0, 1, 2, 3, 4, 5});
        assertThat(dense(read(external("location", "sub/w.bin", "offset", "2", "length", "4"))).toLongs()).containsExactly(2, 3, 4, 5);
        assertThat(dense(read(external("location", "sub/w.bin"))).toLongs()).containsExactly(0, 1, 2, 3);
        assertThatThrownBy(() -> read(external("location", "sub/w.bin", "offset", "3")))
                .hasMessage("needs bytes 3 to 7 of 'sub/w.bin', which has 6");
        assertThatThrownBy(() -> read(external("location", "sub/w.bin", "length", "5")))
                .hasMessage("has 5 bytes of external data, but its shape and type need 4");
        assertThatThrownBy(() -> read(external("location", "sub/w.bin", "offset", "-1")))
                .hasMessage("has external data with the offset '-1', which is no byte count");
        assertThatThrownBy(() -> read(external())).hasMessage("does not name the file of its external data");
        assertThatThrownBy(() -> read(external("location", "a", "location", "b")))
                .hasMessage("gives the location of its external data twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../w.bin", "sub/../../w.bin"})
    void externalDataStayInsideTheFolder(String location) {
        assertThatThrownBy(() -> read(external("location", location)))
                .hasMessage("has external data in '" + location + "', which is not inside the folder of the model");
    }

    @Test
    void linksMustNotLeaveTheFolder(@TempDir Path outside) throws IOException {
        var secret = Files.write(outside.resolve("secret"), new byte[4]);
        Files.createSymbolicLink(folder.resolve("link"), secret);
        assertThatThrownBy(() -> read(external("location", "link")))
                .hasMessage("has external data in 'link', which leads out of the folder of the model");
        assertThatThrownBy(() -> read(external("location", "absent"))).hasMessageContaining("which is no file beside the model");
    }

    @Test
    void aFaultyInitializerIsNamed() {
        var model = ModelBuilder.opset(13).initializer(tensor(DataType.FLOAT, 3).build()).output("w");
        assertThatThrownBy(model::read).isInstanceOf(ImportException.class)
                .hasMessage("m.onnx: initializer \"w\": has 0 elements of data, but its type tensor<3xf32> needs 3");
    }
}
