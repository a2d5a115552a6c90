package qcc.sim;

import qcc.backend.cim.isa.AccumulatorInstruction;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.VectorInstruction;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;

/**
 * One core's execution of a launch for a block of samples. It relies on {@link Walk} having passed: addresses are good, tables are constant. The
 * arrays' own bounds remain as a guard.
 */
final class CoreExecutor {
    private final Sequencer sequencer;
    private final MoveUnit moves;
    private final ProductUnit products;
    private final RequantizeUnit requantization;
    private final ElementwiseUnit elementwise;
    private final WindowUnit windows;
    private final AccumulatorUnit accumulators;

    CoreExecutor(CoreImage image, CoreMemory memory, byte[] global, int samples, long firstSample) {
        this.sequencer = new Sequencer(image);
        this.moves = new MoveUnit(sequencer, memory.local(), global, samples);
        this.products = new ProductUnit(sequencer, memory, samples, firstSample);
        this.requantization = new RequantizeUnit(sequencer, memory, samples);
        this.elementwise = new ElementwiseUnit(sequencer, memory, samples);
        this.windows = new WindowUnit(sequencer, memory, samples);
        this.accumulators = new AccumulatorUnit(sequencer, memory, samples);
    }

    Sequencer sequencer() {
        return sequencer;
    }

    /** Executes up to the next synchronization or the end, which is returned. */
    Instruction run() {
        try {
            while (true) {
                switch (sequencer.next()) {
                    case ControlInstruction end -> {
                        return end;
                    }
                    case SynchronizationInstruction stop -> {
                        return stop;
                    }
                    case MoveInstruction move -> moves.execute(move);
                    case AccumulatorInstruction accumulate -> execute(accumulate);
                    case VectorInstruction vector -> execute(vector);
                }
            }
        } catch (Fault e) {
            throw sequencer.trap(e);
        }
    }

    /** Hands a message to another core; both stopped at their instructions for it. */
    void deliver(Send send, CoreExecutor receiver, Receive receive) {
        moves.send(send, receiver.moves, receive);
    }

    private void execute(AccumulatorInstruction instruction) {
        switch (instruction) {
            case Mvm op -> products.execute(op);
            case Sum op -> windows.execute(op);
            case AccumulatorStore op -> accumulators.execute(op);
            case AccumulatorLoad op -> accumulators.execute(op);
            case Requantize op -> requantization.execute(op);
        }
    }

    private void execute(VectorInstruction instruction) {
        switch (instruction) {
            case Rescale op -> elementwise.execute(op);
            case Add op -> elementwise.execute(op);
            case Sub op -> elementwise.execute(op);
            case Mul op -> elementwise.execute(op);
            case Table op -> elementwise.execute(op);
            case MaxPool op -> windows.execute(op);
            case AvgPool op -> windows.execute(op);
        }
    }
}
