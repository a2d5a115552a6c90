package qcc.interpreter;

import java.util.List;
import java.util.Random;
import qcc.ir.Block;
import qcc.ir.FloatType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.tensor.FloatTensor;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Operations on free-standing arguments, and random values for them. */
final class Fixture {
    static final Location HERE = Location.named("here");
    /** Three threads on any machine, so that work is cut. */
    static final Parallel THREADS = new Parallel(3);
    static final InterpreterOptions OPTIONS = new InterpreterOptions(THREADS, OpObserver.NONE);

    private final Block block = new Block();
    private final OpBuilder builder = OpBuilder.atEnd(block);

    Value argument(Type type) {
        return block.addArgument(type, HERE);
    }

    Value floats(long... dimensions) {
        return argument(TensorType.of(FloatType.F32, dimensions));
    }

    OpBuilder builder() {
        return builder;
    }

    Block block() {
        return block;
    }

    static Tensor run(Op op, Tensor... operands) {
        return new Interpreter(op, OPTIONS).evaluate(op, List.of(operands)).getFirst();
    }

    /** Reals between -2 and 2 in the shape of a value, for a number of samples. */
    static FloatTensor random(Random random, Value value, int samples) {
        var shape = Elements.blockShape((TensorType) value.type(), samples);
        var data = new float[shape.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() * 4 - 2;
        }
        return new FloatTensor(shape, data);
    }

    static FloatTensor floats(Shape shape, float... data) {
        return new FloatTensor(shape, data);
    }

    /** The row-major index of coordinates. */
    static int at(Shape shape, int... coordinates) {
        int index = 0;
        for (int i = 0; i < coordinates.length; i++) {
            index = index * shape.dimension(i) + coordinates[i];
        }
        return index;
    }
}
