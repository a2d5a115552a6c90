package qcc.frontend.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import qcc.dialect.nn.ConstantOp;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.TensorType;
import qcc.ir.Type;

/** Tensors that stand alone in files, as the test vectors of ONNX do. */
public final class OnnxTensorFile {
    private OnnxTensorFile() {}

    /**
     * The tensor of a file as a constant operation in no block.
     *
     * @param element what its user expects: vectors hold elements that NumPy lacks, such as bf16, as unsigned integers of their width, which are
     *     read as those
     * @throws ImportException if the file holds no tensor or one of an unsupported type
     */
    public static ConstantOp read(Path file, Type element) {
        var location = new Location.File(file.toString(), 0, 0);
        try {
            var tensor = TensorProto.parseFrom(ModelFile.map(file));
            var data = new TensorReader(new ExternalData(file.toAbsolutePath().getParent())).read(tensor);
            return ConstantOp.create(new OpBuilder(), location, read(data, element).attribute(file.getFileName().toString()));
        } catch (InvalidProtocolBufferException e) {
            throw ImportException.of(file.toString(), "holds no tensor: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw ImportException.of(file.toString(), e.getMessage(), e);
        }
    }

    private static TensorData read(TensorData data, Type element) {
        boolean bits = element instanceof FloatType && data.type().element() instanceof IntegerType stored && stored.isUnsigned()
                && DenseElementsAttr.elementBytes(element) == DenseElementsAttr.elementBytes(stored);
        return bits ? new TensorData(new TensorType(data.type().shape(), element), data.bytes(), data.splat()) : data;
    }
}
