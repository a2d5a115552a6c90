package qcc.dialect.host;

import qcc.dialect.func.FuncOp;
import qcc.ir.FunctionType;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.ir.Verifier;

/** What a call and its function must agree in. */
final class Callee {
    private Callee() {}

    static void verify(Op call, String name, Verifier check) {
        var holder = SymbolTable.nearest(call);
        if (holder == null) {
            return;
        }
        var function = new SymbolTable(holder).lookup(name, FuncOp.class);
        if (function.isEmpty()) {
            check.error("names the function @%s, which does not exist", name);
            return;
        }
        var type = new FunctionType(call.operandTypes(), call.resultTypes());
        if (!function.get().functionType().equals(type)) {
            check.error("has the type %s but @%s has %s", type, name, function.get().functionType());
        }
    }
}
