package qcc.sim;

import qcc.backend.cim.isa.AccumulatorInstruction;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.VectorInstruction;

/** What a core spends its time on. */
public enum Cause {
    /** Products in the crossbars. */
    PRODUCT,
    /** Moves between and within memories. */
    MOVE,
    /** The vector unit. */
    VECTOR,
    /** Scalar instructions. */
    CONTROL,
    /** Other cores, and the port of global memory. */
    WAIT;

    static Cause of(Instruction instruction) {
        return switch (instruction) {
            case Mvm _ -> PRODUCT;
            case AccumulatorInstruction _ -> VECTOR;
            case VectorInstruction _ -> VECTOR;
            case MoveInstruction _ -> MOVE;
            case Send _,Receive _ -> MOVE;
            case SynchronizationInstruction _ -> CONTROL;
            case ControlInstruction _ -> CONTROL;
        };
    }
}
