package qcc.dialect.quant;

import java.util.List;
import java.util.Optional;
import qcc.ir.AsmParser;
import qcc.ir.Dialect;
import qcc.ir.OpDef;
import qcc.ir.ParseException;
import qcc.ir.Type;

/** MLIR's {@code quant} dialect. */
public final class QuantDialect implements Dialect {
    public static final List<OpDef<?>> OPS = List.of(DequantizeCastOp.DEF, QuantizeCastOp.DEF, StorageCastOp.DEF);

    @Override
    public String name() {
        return "quant";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPS;
    }

    @Override
    public Optional<Type> parseType(String keyword, AsmParser parser) throws ParseException {
        return new QuantTypeParser(parser).parse(keyword);
    }
}
