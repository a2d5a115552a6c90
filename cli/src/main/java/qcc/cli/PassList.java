package qcc.cli;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassRegistry;
import qcc.ir.transform.CorePasses;
import qcc.passes.Passes;

/** All passes that the command line knows. */
public final class PassList {
    private PassList() {}

    /** A registry of all passes. */
    public static PassRegistry registry() {
        var all = new ArrayList<Class<? extends Pass>>(CorePasses.LIST);
        all.addAll(Passes.ALL);
        return new PassRegistry(List.copyOf(all));
    }
}
