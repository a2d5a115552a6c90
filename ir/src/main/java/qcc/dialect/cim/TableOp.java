package qcc.dialect.cim;

import qcc.ir.DenseElementsAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** {@code result = table[input + 128]}. */
public final class TableOp extends Op implements CimComputeOp, Pure {
    public static final OpDef<TableOp> DEF = OpDef.of("cim.table", TableOp.class, TableOp::new)
            .summary("a look-up in 256 entries")
            .description("""
                    `result = table[input + 128]`: any function of one storage integer, such as a sigmoid between two grids.""")
            .example("""
                    %y = cim.table %x {table = dense<0> : tensor<256xi8>} : (tensor<1x8x8x16xi8>) -> tensor<1x8x8x16xi8>""")
            .operand("input", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("table", DenseElementsAttr.class, "256 entries of i8")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private TableOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    /** The 256 entries, the first for -128. */
    public byte[] table() {
        var entries = property("table", DenseElementsAttr.class).toLongs();
        var table = new byte[entries.length];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) entries[i];
        }
        return table;
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        if (!property("table", DenseElementsAttr.class).type().equals(TensorType.of(IntegerType.I8, 256))) {
            check.error("expects a table of type tensor<256xi8>");
        }
        for (var input : operands()) {
            if (!input.type().equals(result().type())) {
                check.error("expects operands and result of one type");
                return;
            }
        }
    }
}
