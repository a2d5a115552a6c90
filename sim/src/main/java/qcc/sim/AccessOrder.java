package qcc.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qcc.backend.cim.isa.Instruction;
import qcc.backend.cim.isa.MoveInstruction.MoveIn;
import qcc.backend.cim.isa.MoveInstruction.MoveOut;
import qcc.backend.cim.isa.SynchronizationInstruction;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

/**
 * Proves of one launch that accesses of different cores to the same global memory, one of them a write, have the same order at any speed of the
 * cores. It keeps a vector clock for each core: component c of core q's clock is the last epoch of core c that is over, whatever the timing,
 * when q goes on. An epoch of a core ends where others can learn that it got there: at a signal, a message or a barrier.
 *
 * <p>A wait for a token that several cores signal orders it behind only those signals without which the threshold cannot be reached.
 */
final class AccessOrder {
    private final List<? extends Stream> cores;
    private final int[][] clocks;
    private final Map<Integer, Token> tokens = new HashMap<>();
    private final GlobalAccesses accesses;

    /** What the cores have signaled of a token, and will in all. */
    private static final class Token {
        private final Map<Integer, Long> totals = new HashMap<>();
        private final Map<Integer, List<Sum>> sums = new HashMap<>();

        long total(int position) {
            return totals.getOrDefault(position, 0L);
        }

        long soFar(int position) {
            var known = sums.get(position);
            return known == null ? 0 : known.getLast().amount;
        }

        /** The first sum of a core that is no less than an amount. */
        Sum reaching(int position, long amount) {
            var known = sums.get(position);
            var low = 0;
            var high = known.size() - 1;
            while (low < high) {
                var middle = (low + high) / 2;
                if (known.get(middle).amount >= amount) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return known.get(low);
        }
    }

    /** What one core has added to a token after a signal, and its clock then. */
    private record Sum(long amount, int[] clock) {}

    /** @param cores the streams that are replayed */
    AccessOrder(SegmentImage segment, List<? extends Stream> cores, long globalBytes) {
        this.cores = cores;
        this.clocks = new int[cores.size()][cores.size()];
        this.accesses = new GlobalAccesses(globalBytes, segment.constants(), clocks, cores);
        for (var i = 0; i < cores.size(); i++) {
            clocks[i][i] = 1;
            var position = i;
            cores.get(i).image().signals()
                    .forEach((token, total) -> tokens.computeIfAbsent(token, _ -> new Token()).totals.put(position, total));
        }
    }

    /** @throws Fault if an instruction's access to global memory has no order relative to another core's */
    void access(int position, Stream core, Instruction instruction) {
        if (cores.size() == 1 && !(instruction instanceof MoveOut)) {
            return;
        }
        switch (instruction) {
            case MoveIn move -> accesses.read(position,
                    new AddressRange(core.register(move.global()), move.rows(), move.globalStride(), move.run()));
            case MoveOut move -> accesses.write(position,
                    new AddressRange(core.register(move.global()), move.rows(), move.globalStride(), move.run()));
            default -> {}
        }
    }

    /**
     * Follows a core's arrival at an instruction.
     *
     * @param released the cores that go on because of it
     */
    void synchronize(int position, SynchronizationInstruction instruction, List<Integer> released) {
        if (cores.size() == 1) {
            return;
        }
        switch (instruction) {
            case Signal signal -> {
                signal(position, signal);
                released.stream().filter(other -> other != position).forEach(this::acquire);
            }
            case Wait _ -> released.forEach(this::acquire);
            case Barrier _,Send _,Receive _ -> join(released);
        }
    }

    /** What the cores have written to global memory. */
    List<AddressRange> written() {
        return accesses.written();
    }

    private void signal(int position, Signal signal) {
        var token = tokens.get(signal.token());
        var sum = new Sum(token.soFar(position) + signal.amount(), clocks[position].clone());
        token.sums.computeIfAbsent(position, _ -> new ArrayList<>()).add(sum);
        clocks[position][position]++;
    }

    /** A core goes on from a wait: it knows of every signal without which the others could not have reached the threshold. */
    private void acquire(int position) {
        var core = cores.get(position);
        var wait = (Wait) core.image().instruction(core.index());
        var token = tokens.get(wait.token());
        if (token == null) {
            return;
        }
        var all = token.totals.keySet().stream().mapToLong(other -> other == position ? token.soFar(position) : token.total(other)).sum();
        for (var other : token.totals.keySet()) {
            var needed = wait.threshold(core.register(wait.value())) - (all - token.total(other));
            if (other != position && needed > 0) {
                learn(clocks[position], token.reaching(other, needed).clock);
            }
        }
    }

    private void join(List<Integer> released) {
        for (var position : released) {
            learn(clocks[released.getFirst()], clocks[position]);
        }
        var known = released.isEmpty() ? new int[0] : clocks[released.getFirst()].clone();
        for (var position : released) {
            learn(clocks[position], known);
        }
        for (var position : released) {
            clocks[position][position]++;
        }
    }

    private static void learn(int[] clock, int[] known) {
        for (var i = 0; i < clock.length; i++) {
            clock[i] = Math.max(clock[i], known[i]);
        }
    }
}
