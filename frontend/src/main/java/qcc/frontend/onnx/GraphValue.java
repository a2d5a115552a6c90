package qcc.frontend.onnx;

import java.util.Optional;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** What a name of the graph stands for. */
sealed interface GraphValue {
    TensorType type();

    /** The value in the IR. */
    Value value(OpBuilder builder);

    /** Whether it is a constant or constant folding will make it one. */
    boolean isConstant();

    /** The elements, if they are known while importing. */
    Optional<TensorData> data();

    /**
     * An argument of the function or the result of an operation.
     *
     * @param isConstant whether it follows from constants alone
     */
    record Computed(Value value, boolean isConstant) implements GraphValue {
        @Override
        public TensorType type() {
            return (TensorType) value.type();
        }

        @Override
        public Value value(OpBuilder builder) {
            return value;
        }

        @Override
        public Optional<TensorData> data() {
            return Optional.empty();
        }
    }

    /** Data that become one constant operation at their first use as an operand, and none if they serve as parameters only. */
    final class Known implements GraphValue {
        private final String name;
        private final TensorData data;
        private final Location location;
        private Value value;

        /** @param name the key of the data, unique in the graph */
        Known(String name, TensorData data, Location location) {
            this.name = name;
            this.data = data;
            this.location = location;
        }

        @Override
        public TensorType type() {
            return data.type();
        }

        @Override
        public Value value(OpBuilder builder) {
            if (value == null) {
                value = ConstantOp.create(builder, location, data.attribute(name)).result();
            }
            return value;
        }

        @Override
        public boolean isConstant() {
            return true;
        }

        @Override
        public Optional<TensorData> data() {
            return Optional.of(data);
        }
    }
}
