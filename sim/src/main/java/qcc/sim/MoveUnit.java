package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.MoveInstruction;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;

/** Moves on sample-minor memories: a run of bytes of all samples is contiguous. */
final class MoveUnit {
    private final Sequencer core;
    private final byte[] local;
    private final byte[] global;
    private final int samples;

    MoveUnit(Sequencer core, byte[] local, byte[] global, int samples) {
        this.core = core;
        this.local = local;
        this.global = global;
        this.samples = samples;
    }

    void execute(MoveInstruction move) {
        switch (move) {
            case MoveIn m -> copy(global, m.global(), m.globalStride(), local, m.local(), m.localStride(), m.rows(), m.run());
            case MoveOut m -> copy(local, m.local(), m.localStride(), global, m.global(), m.globalStride(), m.rows(), m.run());
            case Copy m -> copy(local, m.source(), m.sourceStride(), local, m.destination(), m.destinationStride(), m.rows(), m.run());
            case Fill m -> fill(m);
        }
    }

    /** Copies a message to another core's local memory. */
    void send(Send send, MoveUnit receiver, Receive receive) {
        var message = new Transfer(core.register(send.source()), send.run(), send.stride(), receiver.core.register(receive.destination()),
                receive.run(), receive.stride(), send.bytes());
        message.forEachPiece((from, to, length) -> System.arraycopy(local, (int) (from * samples), receiver.local, (int) (to * samples),
                length * samples));
    }

    private void copy(byte[] source, int sourceRegister, long sourceStride, byte[] target, int targetRegister, long targetStride, int rows,
            int run) {
        for (var row = 0; row < rows; row++) {
            var from = (core.register(sourceRegister) + row * sourceStride) * samples;
            var to = (core.register(targetRegister) + row * targetStride) * samples;
            System.arraycopy(source, (int) from, target, (int) to, run * samples);
        }
    }

    private void fill(Fill m) {
        for (var row = 0; row < m.rows(); row++) {
            var from = (int) ((core.register(m.destination()) + row * (long) m.stride()) * samples);
            Arrays.fill(local, from, from + m.run() * samples, (byte) m.value());
        }
    }
}
