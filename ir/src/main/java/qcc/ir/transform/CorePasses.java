package qcc.ir.transform;

import java.util.List;
import qcc.ir.pass.Pass;

/** The passes of this package, sorted by name. */
public final class CorePasses {
    public static final List<Class<? extends Pass>> LIST = List.of(CanonicalizePass.class, CsePass.class, DcePass.class,
            InlinePass.class, SymbolDcePass.class);

    private CorePasses() {}
}
