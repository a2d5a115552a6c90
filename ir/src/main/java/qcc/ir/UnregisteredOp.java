package qcc.ir;

/** An operation whose name no dialect knows. It keeps everything it was read with and may do anything. */
public final class UnregisteredOp extends Op {
    UnregisteredOp(OpDef<UnregisteredOp> def, OpState state) {
        super(def, state);
    }

    /** A definition without slots for a name. */
    public static OpDef<UnregisteredOp> definition(String name) {
        return OpDef.unregistered(name);
    }
}
