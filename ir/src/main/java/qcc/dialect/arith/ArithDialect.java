package qcc.dialect.arith;

import java.util.List;
import java.util.Optional;
import qcc.ir.AsmParser;
import qcc.ir.Attribute;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.ParseException;
import qcc.ir.Type;
import qcc.ir.rewrite.CanonicalizingDialect;
import qcc.ir.rewrite.Pattern;

/** A part of MLIR's {@code arith} dialect: integer arithmetic, selection and constants. */
public final class ArithDialect implements CanonicalizingDialect {
    private static final List<OpDef<?>> OPERATIONS = List.of(AddIOp.DEF, ConstantOp.DEF, MulIOp.DEF, SelectOp.DEF, SubIOp.DEF, XOrIOp.DEF);

    @Override
    public String name() {
        return "arith";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPERATIONS;
    }

    @Override
    public Optional<Attribute> parseAttribute(String keyword, AsmParser parser) throws ParseException {
        return keyword.equals(OverflowAttr.KEYWORD) ? Optional.of(OverflowAttr.parse(parser)) : Optional.empty();
    }

    @Override
    public Optional<Op> materializeConstant(Attribute value, Type type, Location location) {
        return type.equals(ConstantOp.typeOf(value))
                ? Optional.of(ConstantOp.create(new OpBuilder(), location, value))
                : Optional.empty();
    }

    @Override
    public List<Pattern<?>> canonicalizationPatterns() {
        return ArithPatterns.ALL;
    }
}
