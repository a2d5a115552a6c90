package qcc.passes.mapping;

import java.util.List;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Block;
import qcc.ir.DenseElementsAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.TensorType;
import qcc.tensor.ByteTensor;
import qcc.tensor.Shape;

/** A function of one operand as a table: what the interpreter makes of every storage integer. */
final class ActivationTable {
    private static final int ENTRIES = 256;

    private ActivationTable() {}

    /** The table of an element-wise operation of one quantized operand, the entry of -128 first. */
    static DenseElementsAttr of(Op op) {
        var inputs = new byte[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            inputs[i] = (byte) (i + Byte.MIN_VALUE);
        }
        var shape = qcc.ir.Shape.of(ENTRIES);
        var block = new Block();
        var argument = block.addArgument(((TensorType) op.operand(0).type()).withShape(shape), op.location());
        var probe = OpBuilder.atEnd(block).create(op.def(), new OpState(op.location()).operands(argument).properties(op.properties())
                .attributes(op.attributes()).results(((TensorType) op.result(0).type()).withShape(shape)));
        var outputs = (ByteTensor) new Interpreter(probe, InterpreterOptions.defaults())
                .evaluate(probe, List.of(new ByteTensor(Shape.of(1, ENTRIES), inputs))).getFirst();
        var entries = new long[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            entries[i] = outputs.data()[i];
        }
        return DenseElementsAttr.ofLongs(TensorType.of(IntegerType.I8, ENTRIES), entries);
    }
}
