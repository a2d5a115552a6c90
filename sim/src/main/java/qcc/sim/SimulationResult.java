package qcc.sim;

import java.util.List;

import qcc.tensor.Tensor;

/**
 * What a run gave.
 *
 * @param outputs one for each output of the network, in the bundle's order, of shape {@code [samples, dimensions...]}
 * @param report the device's time and energy for one block's pass, which does not depend on data
 * @param samples samples executed
 * @param blockSamples samples executed in lockstep
 * @param secondsTotal wall time of this simulation in seconds, without warm-up
 * @param secondsDevice the part of {@code secondsTotal} spent on the simulated device and its copies, without host functions
 */
public record SimulationResult(List<Tensor> outputs, SimulationReport report, int samples, int blockSamples, double secondsTotal,
        double secondsDevice) {
    public SimulationResult {
        outputs = List.copyOf(outputs);
    }
}
