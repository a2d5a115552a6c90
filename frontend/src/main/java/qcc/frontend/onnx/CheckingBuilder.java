package qcc.frontend.onnx;

import java.util.List;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Verifies each operation as it is created, while the node it comes from is known. */
final class CheckingBuilder extends OpBuilder {
    /** Throws what it is told. */
    private static final Verifier THROWING = new Verifier() {
        @Override
        public Verifier error(String format, Object... arguments) {
            throw new IllegalArgumentException(String.format(format, arguments));
        }

        @Override
        public Verifier note(Location location, String format, Object... arguments) {
            return this;
        }
    };

    /** @throws IllegalArgumentException if the operation is not valid */
    @Override
    protected void inserted(Op op) {
        var slots = op.def().operands();
        for (int i = 0; i < slots.size(); i++) {
            check(slots.get(i), op.operandsOf(i));
        }
        for (int i = 0; i < op.resultCount(); i++) {
            check(op.def().results().get(i), List.of(op.result(i)));
            if (op.result(i).type() instanceof TensorType tensor) {
                Limits.check(tensor.shape());
            }
        }
        op.verify(THROWING);
    }

    private static void check(OpDef.Slot slot, List<? extends Value> values) {
        for (var value : values) {
            if (!slot.accepts().test(value.type())) {
                throw new IllegalArgumentException("has the " + slot.name() + " " + value.type() + ", which must be a " + slot.phrase());
            }
        }
    }
}
