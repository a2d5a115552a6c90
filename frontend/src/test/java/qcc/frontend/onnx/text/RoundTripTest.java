package qcc.frontend.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.frontend.onnx.wire.Onnx.TensorShapeProto.Dimension;
import qcc.frontend.onnx.wire.Onnx.TypeProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;

/** A model that is written and read back is the same model. */
final class RoundTripTest {
    @Property(tries = 500)
    void whatIsWrittenIsReadBack(@ForAll long seed) {
        var model = new Models(new Random(seed)).model();
        var text = new ByteArrayOutputStream();
        assertThat(ModelPrinter.print(model, text)).isEmpty();
        assertThat(ModelParser.parse(ByteString.copyFrom(text.toByteArray())).model()).as(text.toString()).isEqualTo(model);
    }

    /** Random models with all that the syntax can express. */
    private record Models(Random random) {
        private static final String[] NAMES = {"x", "y_1", "float", "seq", "inf", "a.b", "with \"quotes\"", "1st", "back\\slash", "größe",
                "#"};
        private static final float[] REALS = {0, -0f, 1, -1.5f, 1e-45f, 3.4e38f, 1e10f, Float.NaN, Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY};

        private String name() {
            return NAMES[random.nextInt(NAMES.length)];
        }

        private float real() {
            return random.nextBoolean() ? REALS[random.nextInt(REALS.length)] : (float) random.nextGaussian();
        }

        private void times(int most, Runnable action) {
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                action.run();
            }
        }

        private ModelProto model() {
            var model = ModelProto.newBuilder().setIrVersion(random.nextInt(12));
            model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17));
            if (random.nextBoolean()) {
                model.setProducerName(name()).setModelVersion(random.nextLong());
            }
            times(2, () -> model.addMetadataPropsBuilder().setKey(name()).setValue(name()));
            times(2, () -> model.addFunctions(function()));
            return model.setGraph(graph(2)).build();
        }

        private GraphProto graph(int depth) {
            var graph = GraphProto.newBuilder().setName(depth == 2 ? name() : "inner");
            times(3, () -> graph.addInput(value()));
            times(2, () -> graph.addOutput(value()));
            times(3, () -> graph.addInitializer(tensor().setName(name())));
            times(2, () -> graph.addValueInfo(value()));
            times(4, () -> graph.addNode(node(depth)));
            return graph.build();
        }

        private FunctionProto function() {
            var function = FunctionProto.newBuilder().setDomain(name()).setName(name());
            times(2, () -> function.addAttribute(name()));
            times(2, () -> function.addAttributeProto(attribute(1)));
            times(2, () -> function.addInput(name()));
            times(2, () -> function.addOutput(name()));
            times(2, () -> function.addValueInfo(value()));
            times(3, () -> function.addNode(node(1)));
            return function.build();
        }

        private NodeProto node(int depth) {
            var node = NodeProto.newBuilder().setOpType(name());
            if (random.nextBoolean()) {
                node.setName(name()).setDomain(random.nextBoolean() ? "ai.onnx.ml" : name()).setOverload(name());
            }
            times(3, () -> node.addInput(random.nextInt(4) == 0 ? "" : name()));
            times(2, () -> node.addOutput(random.nextInt(4) == 0 ? "" : name()));
            times(3, () -> node.addAttribute(attribute(depth)));
            return node.build();
        }

        private AttributeProto attribute(int depth) {
            var attribute = AttributeProto.newBuilder().setName(name());
            switch (random.nextInt(12)) {
                case 0 -> attribute.setType(AttributeType.INT).setI(random.nextLong());
                case 1 -> attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(name()));
                case 2 -> attribute.setType(AttributeType.TENSOR).setT(tensor());
                case 3 -> attribute.setType(AttributeType.TYPE_PROTO).setTp(type());
                case 4 -> {
                    attribute.setType(AttributeType.FLOATS);
                    times(3, () -> attribute.addFloats(real()));
                }
                case 5 -> {
                    attribute.setType(AttributeType.INTS);
                    times(3, () -> attribute.addInts(random.nextInt(9) - 4));
                }
                case 6 -> {
                    attribute.setType(AttributeType.STRINGS);
                    times(3, () -> attribute.addStrings(ByteString.copyFromUtf8(name())));
                }
                case 7 -> attribute.setType(AttributeType.TENSORS).addTensors(tensor().setName(name()));
                case 8 -> attribute.setType(AttributeType.FLOATS).setRefAttrName(name());
                case 9 -> attribute.setType(AttributeType.TYPE_PROTOS).addTypeProtos(type());
                case 10 -> {
                    if (depth > 0) {
                        attribute.setType(AttributeType.GRAPH).setG(graph(depth - 1));
                    } else {
                        attribute.setType(AttributeType.FLOAT).setF(real());
                    }
                }
                default -> attribute.setType(AttributeType.FLOAT).setF(real());
            }
            return attribute.build();
        }

        private ValueInfoProto value() {
            var value = ValueInfoProto.newBuilder().setName(name());
            return (random.nextInt(5) == 0 ? value : value.setType(type())).build();
        }

        private TypeProto type() {
            Supplier<TypeProto> inner = this::type;
            return switch (random.nextInt(8)) {
                case 0 -> TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(inner.get())).build();
                case 1 -> TypeProto.newBuilder().setOptionalType(TypeProto.Optional.newBuilder().setElemType(inner.get())).build();
                case 2 -> TypeProto.newBuilder().setMapType(TypeProto.Map.newBuilder().setKeyType(7).setValueType(inner.get())).build();
                default -> tensorType();
            };
        }

        private TypeProto tensorType() {
            var tensor = TypeProto.Tensor.newBuilder().setElemType(1 + random.nextInt(28));
            if (random.nextInt(4) > 0) {
                var shape = tensor.getShapeBuilder();
                times(3, () -> shape.addDim(switch (random.nextInt(3)) {
                    case 0 -> Dimension.getDefaultInstance();
                    case 1 -> Dimension.newBuilder().setDimParam(name()).build();
                    default -> Dimension.newBuilder().setDimValue(random.nextInt(100)).build();
                }));
            }
            return TypeProto.newBuilder().setTensorType(tensor).build();
        }

        private TensorProto.Builder tensor() {
            int element = 1 + random.nextInt(28);
            var tensor = TensorProto.newBuilder().setDataType(element);
            times(2, () -> tensor.addDims(random.nextInt(4)));
            times(5, () -> {
                switch (DataType.forNumber(element)) {
                    case FLOAT, COMPLEX64 -> tensor.addFloatData(real());
                    case DOUBLE, COMPLEX128 -> tensor.addDoubleData(random.nextBoolean() ? real() : random.nextGaussian());
                    case INT64 -> tensor.addInt64Data(random.nextLong());
                    case UINT32, UINT64 -> tensor.addUint64Data(random.nextLong());
                    case STRING -> tensor.addStringData(ByteString.copyFromUtf8(name()));
                    default -> tensor.addInt32Data(random.nextInt());
                }
            });
            return tensor;
        }
    }
}
