package qcc.cli;

import java.util.List;
import qcc.cli.report.LayerLoss;
import qcc.dialect.builtin.ModuleOp;
import qcc.passes.loss.LossMeasurement;
import qcc.tensor.Tensor;

/** The loss of each layer on the first samples of an evaluation. */
final class LossSimulation {
    private static final int BLOCK = 8;

    private final LossMeasurement measurement;
    private final int limit;

    /**
     * @param mapped the network at the device's level
     * @param limit samples to simulate, at most
     */
    LossSimulation(ModuleOp mapped, int limit) {
        this.measurement = new LossMeasurement(mapped);
        this.limit = limit;
    }

    /** Takes in a portion of the samples; what lies beyond the limit, or cannot show a loss, is not executed. */
    void add(int from, List<Tensor> inputs, Progress progress) {
        int end = measurement.isLossy() ? Math.min(limit - from, inputs.getFirst().samples()) : 0;
        for (int first = 0; first < end; first += BLOCK) {
            progress.show("simulate layers", from + first, limit);
            int begin = first;
            int size = Math.min(BLOCK, end - first);
            measurement.add(inputs.stream().map(input -> input.slice(begin, size)).toList());
        }
    }

    /** The loss of each layer whose column sums are converted. */
    List<LayerLoss> layers() {
        return measurement.products().stream().map(LayerLoss::of).toList();
    }
}
