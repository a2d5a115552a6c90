package qcc.passes.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.ir.IntegerAttr;
import qcc.ir.OpBuilder;

/** Modules as they would compute if converters lost nothing. */
final class IdealConverters {
    private IdealConverters() {}

    /** A copy of a module in which nothing is converted. */
    static ModuleOp copy(ModuleOp module) {
        var copy = (ModuleOp) OpBuilder.copy(module);
        var builder = new OpBuilder();
        copy.walk(GroupOp.class, group -> builder.setProperty(group, "adc_bits", IntegerAttr.of(0)));
        return copy;
    }

    /** For each product of a module the one in a copy. */
    static Map<ProductOp, ProductOp> counterparts(ModuleOp module, ModuleOp copy) {
        var originals = new ArrayList<ProductOp>();
        module.walk(ProductOp.class, originals::add);
        var copies = new ArrayList<ProductOp>();
        copy.walk(ProductOp.class, copies::add);
        var byOriginal = new LinkedHashMap<ProductOp, ProductOp>();
        for (int i = 0; i < originals.size(); i++) {
            byOriginal.put(originals.get(i), copies.get(i));
        }
        return byOriginal;
    }
}
