package qcc.sim;

/**
 * What the loading of segments costs an inference while blocks of samples follow one another: a block goes through one segment after the other,
 * and each segment is loaded once for a block. Where the crossbars have planes enough for all segments, nothing is loaded again.
 *
 * @param segments segments of the network
 * @param samples samples of a block
 * @param loads loads for a block, 0 where everything stays
 * @param loadNs time of these loads, one after the other, in ns
 * @param loadPj energy of their write pulses in pJ
 * @param intervalNs time of a block divided by its samples, in ns: loads are hidden behind computing where a plane can be written meanwhile
 * @param waitNs of {@code intervalNs}, what the chip waits for loads
 * @param offchipNs of {@code intervalNs}, moves of crossing values for which global memory has no room
 * @param energyPj energy of an inference on top of computing: its part of the loads, leakage while waiting, and those moves, in pJ
 * @param lifetime inferences until the cells that are written most often are worn out; infinite where nothing wears
 */
public record Reload(int segments, int samples, int loads, double loadNs, double loadPj, double intervalNs, double waitNs,
        double offchipNs, double energyPj, double lifetime) {
    private static final double SECONDS_PER_NANOSECOND = 1e-9;

    /** Whether cells wear. */
    public boolean wears() {
        return Double.isFinite(lifetime);
    }

    /** Seconds of continuous work until cells are worn out. */
    public double lifetimeSeconds() {
        return lifetime * intervalNs * SECONDS_PER_NANOSECOND;
    }
}
