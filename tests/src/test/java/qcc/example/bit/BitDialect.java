package qcc.example.bit;

import java.util.List;
import qcc.ir.OpDef;
import qcc.ir.rewrite.CanonicalizingDialect;
import qcc.ir.rewrite.Pattern;

// [dialect]
/** Operations on the bits of integers. */
public final class BitDialect implements CanonicalizingDialect {
    @Override
    public String name() {
        return "bit";
    }

    @Override
    public List<OpDef<?>> operations() {
        return List.of(ReverseOp.DEF, RotateOp.DEF);
    }

    @Override
    public List<Pattern<?>> canonicalizationPatterns() {
        return List.of(BitPatterns.ROTATE_OF_ROTATE);
    }
}
// [end]
