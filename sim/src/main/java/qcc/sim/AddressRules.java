package qcc.sim;

import java.util.Locale;

import qcc.backend.cim.isa.AccumulatorInstruction;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorLoad;
import qcc.backend.cim.isa.AccumulatorInstruction.AccumulatorStore;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.AccumulatorInstruction.Sum;
import qcc.backend.cim.isa.AddParameters;
import qcc.backend.cim.isa.ControlInstruction;
import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.Machine;
import qcc.backend.cim.isa.MoveInstruction;
import qcc.backend.cim.isa.MoveInstruction.Copy;
import qcc.backend.cim.isa.MoveInstruction.Fill;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.MulParameters;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RescaleParameters;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.VectorInstruction;
import qcc.backend.cim.isa.VectorInstruction.Add;
import qcc.backend.cim.isa.VectorInstruction.AvgPool;
import qcc.backend.cim.isa.VectorInstruction.MaxPool;
import qcc.backend.cim.isa.VectorInstruction.Mul;
import qcc.backend.cim.isa.VectorInstruction.Rescale;
import qcc.backend.cim.isa.VectorInstruction.Sub;
import qcc.backend.cim.isa.VectorInstruction.Table;
import qcc.chip.VectorOp;

/** What each instruction reads and writes on one core, and everything about it that can be wrong whatever the data. */
final class AddressRules {
    private final Sequencer core;
    private final MemoryState local;
    private final MemoryState global;
    private final MemoryState accumulators;

    AddressRules(Sequencer core, MemoryState local, MemoryState global, MemoryState accumulators) {
        this.core = core;
        this.local = local;
        this.global = global;
        this.accumulators = accumulators;
    }

    /** @throws Fault if the instruction may not be executed now */
    void apply(Instruction instruction) {
        switch (instruction) {
            case MoveInstruction move -> applyMove(move);
            case AccumulatorInstruction accumulate -> applyAccumulator(accumulate);
            case VectorInstruction vector -> applyVector(vector);
            case ControlInstruction _ -> {}
            case SynchronizationInstruction _ -> {}
        }
    }

    private void applyMove(MoveInstruction move) {
        switch (move) {
            case MoveIn m -> MemoryState.copy(global, at(m.global()), m.globalStride(), local, at(m.local()), m.localStride(), m.rows(),
                    m.run());
            case MoveOut m -> MemoryState.copy(local, at(m.local()), m.localStride(), global, at(m.global()), m.globalStride(), m.rows(),
                    m.run());
            case Copy m -> {
                requireOp(VectorOp.COPY);
                requireNoForwardOverlap(m);
                MemoryState.copy(local, at(m.source()), m.sourceStride(), local, at(m.destination()), m.destinationStride(), m.rows(),
                        m.run());
            }
            case Fill m -> local.fill(at(m.destination()), m.rows(), m.stride(), m.run(), (byte) m.value());
        }
    }

    /** Bytes move from low addresses to high ones, but how many at once is not defined. */
    private void requireNoForwardOverlap(Copy copy) {
        for (var row = 0; row < copy.rows(); row++) {
            var ahead = at(copy.destination()) - at(copy.source()) + row * ((long) copy.destinationStride() - copy.sourceStride());
            if (ahead > 0 && ahead < copy.run()) {
                throw new Fault("row %d is copied onto its own end, %d bytes ahead", row, ahead);
            }
        }
    }

    private void applyAccumulator(AccumulatorInstruction instruction) {
        switch (instruction) {
            case Mvm mvm -> applyProduct(mvm);
            case Sum sum -> {
                requireOp(VectorOp.REDUCE);
                local.read(at(sum.source()), sum.count(), sum.sourceStride(), sum.channels());
                accumulate(at(sum.accumulator()), 1, 0, sum.channels(), sum.accumulate());
            }
            case AccumulatorStore store -> {
                accumulators.read(at(store.accumulator()), store.count(), store.accumulatorStride(), store.channels());
                local.write(at(store.destination()), store.count(), store.destinationStride(), (long) Integer.BYTES * store.channels());
            }
            case AccumulatorLoad load -> {
                local.read(at(load.source()), load.count(), load.sourceStride(), (long) Integer.BYTES * load.channels());
                accumulate(at(load.accumulator()), load.count(), load.accumulatorStride(), load.channels(), load.accumulate());
            }
            case Requantize requantize -> applyRequantize(requantize);
        }
    }

    private void applyProduct(Mvm mvm) {
        var group = core.image().group(mvm.group());
        var window = core.window();
        if (window.bytes() != group.rows()) {
            throw new Fault("the window of %d x %d x %d bytes does not have the %d rows of array group %d", window.n0(), window.n1(),
                    window.run(), group.rows(), mvm.group());
        }
        readWindows(at(mvm.source()), mvm.count(), mvm.sourceStride());
        accumulate(at(mvm.accumulator()), mvm.count(), mvm.accumulatorStride(), group.columns(), mvm.accumulate());
    }

    private void applyRequantize(Requantize op) {
        requireMode(VectorOp.REQUANTIZE, op.mode());
        accumulators.read(at(op.accumulator()), op.count(), op.accumulatorStride(), op.channels());
        var unit = core.image().type().core().requantize();
        var words = local.parameters(at(op.parameters()), Tables.Requantizing.words(op.channels()));
        Tables.Requantizing.of(words, op.channels(), op.mode(), op.residual().isPresent(), unit);
        op.residual().ifPresent(residual -> applyResidual(op, residual));
        if (op.count() > 1 && op.destinationStride() < op.channels()) {
            throw new Fault("dst_stride %d lets results of %d channels overlap", op.destinationStride(), op.channels());
        }
        local.write(at(op.destination()), op.count(), op.destinationStride(), op.channels());
    }

    private void applyResidual(Requantize op, Residual residual) {
        local.read(at(residual.register()), op.count(), residual.stride(), op.channels());
        if (residual.stride() != op.destinationStride() || at(residual.register()) != at(op.destination())) {
            requireApart(at(op.destination()), (op.count() - 1L) * op.destinationStride() + op.channels(), at(residual.register()),
                    (op.count() - 1L) * residual.stride() + op.channels());
        }
    }

    private void applyVector(VectorInstruction instruction) {
        var unit = core.image().type().core().requantize();
        switch (instruction) {
            case Rescale op -> {
                requireMode(VectorOp.REQUANTIZE, op.mode());
                Tables.Rescaling.of(local.parameters(at(op.parameters()), RescaleParameters.WORDS), op.mode(), unit);
                elementwise(op.destination(), op.count(), op.source());
            }
            case Add op -> {
                requireMode(VectorOp.ADD, op.mode());
                Tables.Addition.of(local.parameters(at(op.parameters()), AddParameters.WORDS), op.mode(), unit);
                elementwise(op.destination(), op.count(), op.a(), op.b());
            }
            case Sub op -> {
                requireMode(VectorOp.SUB, op.mode());
                Tables.Addition.of(local.parameters(at(op.parameters()), AddParameters.WORDS), op.mode(), unit);
                elementwise(op.destination(), op.count(), op.a(), op.b());
            }
            case Mul op -> {
                requireMode(VectorOp.MUL, op.mode());
                Tables.Multiplication.of(local.parameters(at(op.parameters()), MulParameters.WORDS), op.mode(), unit);
                elementwise(op.destination(), op.count(), op.a(), op.b());
            }
            case Table op -> {
                requireOp(VectorOp.TABLE);
                local.constantBytes(at(op.table()), Machine.TABLE_BYTES);
                elementwise(op.destination(), op.count(), op.source());
            }
            case MaxPool op -> pool(op.channels(), op.source(), op.count(), op.sourceStride(), op.destination(), op.destinationStride());
            case AvgPool op -> pool(op.channels(), op.source(), op.count(), op.sourceStride(), op.destination(), op.destinationStride());
        }
    }

    private void elementwise(int destination, long count, int... sources) {
        for (var source : sources) {
            local.read(at(source), 1, 0, count);
            if (at(source) != at(destination)) {
                requireApart(at(destination), count, at(source), count);
            }
        }
        local.write(at(destination), 1, 0, count);
    }

    private void pool(int channels, int source, int count, int sourceStride, int destination, int destinationStride) {
        requireOp(VectorOp.POOL);
        if (core.window().run() != channels) {
            throw new Fault("the window's run of %d differs from the %d channels", core.window().run(), channels);
        }
        readWindows(at(source), count, sourceStride);
        local.write(at(destination), count, destinationStride, channels);
    }

    private void readWindows(long address, int count, long stride) {
        var window = core.window();
        for (var i = 0; i < count; i++) {
            for (var i0 = 0; i0 < window.n0(); i0++) {
                local.read(address + i * stride + (long) i0 * window.stride0(), window.n1(), window.stride1(), window.run());
            }
        }
    }

    /** Results may replace an input, but not a part of it: the order of elements is not defined. */
    private static void requireApart(long destination, long written, long source, long read) {
        if (destination < source + read && source < destination + written) {
            throw new Fault("the destination %d..%d overlaps the source %d..%d in part", destination, destination + written - 1, source,
                    source + read - 1);
        }
    }

    private void accumulate(long accumulator, int rows, long stride, long run, boolean accumulate) {
        if (accumulate) {
            accumulators.read(accumulator, rows, stride, run);
        }
        accumulators.write(accumulator, rows, stride, run);
    }

    private long at(int register) {
        return core.register(register);
    }

    private void requireMode(VectorOp op, RequantizeMode mode) {
        requireOp(op);
        var offered = core.image().type().core().requantize().modes();
        if (!offered.contains(qcc.chip.RequantizeMode.valueOf(mode.name()))) {
            throw new Fault("the chip does not offer the mode %s (core.requantize.modes)", mode.text());
        }
    }

    private void requireOp(VectorOp op) {
        if (!core.image().type().core().vector().ops().contains(op)) {
            throw new Fault("the chip's vector unit does not offer '%s' (core.vector.ops)", op.name().toLowerCase(Locale.ROOT));
        }
    }
}
