package qcc.frontend.onnx;

import java.util.List;
import java.util.function.Function;
import qcc.ir.Value;

/**
 * An operator that can be imported.
 *
 * @param name its name in the domain {@code ai.onnx}
 * @param since the first version of the operator set in which the operator is understood
 * @param result the operations it becomes
 * @param place where those can run
 * @param limits what is not supported, empty if nothing
 */
record OnnxOperator(String name, int since, String result, Place place, String limits, OperatorConverter converter) {
    /** Where an operator can run. */
    enum Place {
        /** On a compute-in-memory chip, on the NPU beside it and on the host. */
        DEVICES("CIM, NPU, host"),
        /** On the host only. */
        HOST("host"),
        /** Nowhere: the compiler evaluates it or passes its input on. */
        COMPILER("-");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        /** The place in the table of the documentation. */
        String text() {
            return text;
        }
    }

    /** An operator with one output, which an operation makes. */
    static OnnxOperator computed(String name, int since, String result, String limits, Function<NodeContext, Value> converter) {
        return several(name, since, result, limits, node -> List.of(node.computed(converter.apply(node))));
    }

    /** An operator with one output, which may be known while importing. */
    static OnnxOperator value(String name, int since, String result, String limits, Function<NodeContext, GraphValue> converter) {
        return several(name, since, result, limits, node -> List.of(converter.apply(node)));
    }

    /** An operator with any number of outputs. It runs on the host if it becomes operations of the dialect {@code array}. */
    static OnnxOperator several(String name, int since, String result, String limits, OperatorConverter converter) {
        var place = result.contains("array.") ? Place.HOST : Place.DEVICES;
        return new OnnxOperator(name, since, result, place, limits, converter);
    }

    /** The same operator, which runs on the host only although it becomes operations of a network. */
    OnnxOperator onHost() {
        return at(Place.HOST);
    }

    /** The same operator, which can run on a device although it may become operations of the dialect {@code array}. */
    OnnxOperator onDevices() {
        return at(Place.DEVICES);
    }

    /** The same operator, which is gone when the compiler is done. */
    OnnxOperator inCompiler() {
        return at(Place.COMPILER);
    }

    private OnnxOperator at(Place other) {
        return new OnnxOperator(name, since, result, other, limits, converter);
    }
}
