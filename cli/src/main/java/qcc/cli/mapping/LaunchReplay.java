package qcc.cli.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.backend.cim.isa.SynchronizationInstruction.Barrier;
import qcc.backend.cim.isa.SynchronizationInstruction.Receive;
import qcc.backend.cim.isa.SynchronizationInstruction.Send;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

/** The cores of one launch, each followed as far as it can go before others must. What is observed does not depend on their speeds. */
final class LaunchReplay {
    /** Is told of a message when both cores are at it. */
    @FunctionalInterface
    interface Messages {
        void pass(CoreReplay from, CoreReplay to, long bytes);
    }

    private final List<CoreReplay> cores;
    private final Messages messages;
    private final Map<Integer, Long> counters = new HashMap<>();

    LaunchReplay(List<CoreReplay> cores, Messages messages) {
        this.cores = List.copyOf(cores);
        this.messages = messages;
    }

    /** Goes on until all cores have ended, or none can go on. */
    void run() {
        var isMoving = true;
        while (isMoving) {
            isMoving = false;
            for (var core : cores) {
                while (passes(core)) {
                    isMoving = true;
                }
            }
        }
    }

    /** Does the pending instruction of a core if that is possible now. */
    private boolean passes(CoreReplay core) {
        if (core.pending().isEmpty()) {
            return false;
        }
        return switch (core.pending().get()) {
            case Signal signal -> {
                counters.merge(signal.token(), (long) signal.amount(), Long::sum);
                core.advance();
                yield true;
            }
            case Wait wait -> {
                var threshold = Math.min((long) core.register(wait.value()) + wait.offset(), wait.limit());
                var isReached = counters.getOrDefault(wait.token(), 0L) >= threshold;
                if (isReached) {
                    core.advance();
                }
                yield isReached;
            }
            case Barrier barrier -> open(barrier);
            case Send send -> handOver(core, send);
            case Receive _ -> false;
        };
    }

    /** A barrier opens when all cores that have it in their streams wait there. */
    private boolean open(Barrier barrier) {
        var isOpen = cores.stream().allMatch(core -> !core.has(barrier) || isAt(core, barrier));
        if (isOpen) {
            cores.stream().filter(core -> isAt(core, barrier)).forEach(CoreReplay::advance);
        }
        return isOpen;
    }

    private static boolean isAt(CoreReplay core, Barrier barrier) {
        return core.pending().equals(Optional.of(barrier));
    }

    private boolean handOver(CoreReplay sender, Send send) {
        var receiver = cores.stream().filter(core -> core.core() == send.core() && core.pending()
                .filter(pending -> pending instanceof Receive receive && receive.core() == sender.core()).isPresent()).findFirst();
        receiver.ifPresent(core -> {
            messages.pass(sender, core, (long) send.rows() * send.run());
            sender.advance();
            core.advance();
        });
        return receiver.isPresent();
    }
}
