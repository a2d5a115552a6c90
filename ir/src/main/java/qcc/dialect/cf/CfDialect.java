package qcc.dialect.cf;

import java.util.List;
import qcc.ir.OpDef;
import qcc.ir.rewrite.CanonicalizingDialect;
import qcc.ir.rewrite.Pattern;

/** A part of MLIR's {@code cf} dialect: branches between the blocks of a region. */
public final class CfDialect implements CanonicalizingDialect {
    private static final List<OpDef<?>> OPERATIONS = List.of(BranchOp.DEF, CondBranchOp.DEF);

    @Override
    public String name() {
        return "cf";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPERATIONS;
    }

    @Override
    public List<Pattern<?>> canonicalizationPatterns() {
        return CfPatterns.ALL;
    }
}
