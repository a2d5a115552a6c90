package qcc.dialect.arith;

import java.util.Set;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;

/** {@code %a, %b overflow<nsw> {attributes} : type}. */
final class BinaryForm implements OpForm {
    @Override
    public void print(Op op, OpPrinter printer) {
        printer.text(" ").operand(op.operand(0)).text(", ").operand(op.operand(1));
        var flags = OverflowAttr.of(op);
        if (!flags.equals(OverflowAttr.NONE)) {
            printer.text(" " + OverflowAttr.KEYWORD).text(flags.flags());
        }
        printer.optionalDictionary(op.attributes(), Set.of()).text(" : ").type(op.result().type());
    }

    @Override
    public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
        var lhs = parser.operand();
        parser.expect(",");
        var rhs = parser.operand();
        if (def.isInherent(OverflowAttr.PROPERTY) && parser.acceptKeyword(OverflowAttr.KEYWORD)) {
            state.property(OverflowAttr.PROPERTY, OverflowAttr.parse(parser));
        }
        state.attributes(parser.optionalDictionary());
        parser.expect(":");
        var type = parser.type();
        state.operand(parser.resolve(lhs, type)).operand(parser.resolve(rhs, type)).result(type);
    }
}
