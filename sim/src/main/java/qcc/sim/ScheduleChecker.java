package qcc.sim;

import java.util.ArrayList;

import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.ChipLoader;

/**
 * Proves that a bundle's programs do the same whatever the speed of the cores. It knows nothing of the compiler: it decodes the programs and
 * replays them once without data. Counters only grow and a message waits for both its cores, so that whether a core comes to its end does not
 * depend on timing; that no two accesses to global memory of which one is a write can swap is shown with vector clocks.
 *
 * <p>What it refuses:
 *
 * <ul>
 * <li>cores that wait for each other, or for a signal or message that never comes;
 * <li>a read of local memory, accumulators or global memory before they are written;
 * <li>a write to global memory that may come before another core has read or written there what it should, or that replaces constants;
 * <li>messages whose ends are of different sizes, counters that overflow;
 * <li>accesses outside a memory, and everything else that the instruction set forbids whatever the data.
 * </ul>
 */
public final class ScheduleChecker {
    private ScheduleChecker() {}

    /**
     * Checks all segments.
     *
     * @param bundle a valid bundle
     * @return time and energy of one inference, which the replay finds too
     * @throws SimulatorTrap at the instruction that breaks a rule
     * @throws SimulatorException if the bundle does not fit its chip, or a host command breaks a rule
     */
    public static SimulationReport check(Bundle bundle) {
        var chip = ChipLoader.parse(bundle.chip(), "chip of the bundle");
        var images = new ArrayList<SegmentImage>();
        for (var i = 0; i < bundle.segments().size(); i++) {
            images.add(SegmentImage.decode(i, bundle.segments().get(i), chip, new FixedWordCodec()));
        }
        return Walk.through(bundle, chip, images, true);
    }
}
