package qcc.dialect.cf;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.Block;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Value;

/**
 * Where a branch goes and with what: {@code ^block(%a, %b : i32, f32)}.
 *
 * @param block that control comes to
 * @param operands for its arguments
 */
record Destination(Block block, List<Value> operands) {

    Destination {
        operands = List.copyOf(operands);
    }

    void print(OpPrinter printer) {
        printer.successor(block);
        if (!operands.isEmpty()) {
            printer.text("(").operands(operands).text(" : ").types(operands.stream().map(Value::type).toList()).text(")");
        }
    }

    /** Reads a destination; its operands become the next segment or, for the only slot, the operands. */
    static void parse(OpParser parser, OpState state, boolean segment) throws ParseException {
        state.successors(List.of(parser.successor()));
        var values = new ArrayList<Value>();
        if (parser.accept("(")) {
            var names = parser.operands();
            for (int i = 0; i < names.size(); i++) {
                parser.expect(i == 0 ? ":" : ",");
                values.add(parser.resolve(names.get(i), parser.type()));
            }
            parser.expect(")");
        }
        if (segment) {
            state.segment(values);
        } else {
            state.operands(values);
        }
    }
}
