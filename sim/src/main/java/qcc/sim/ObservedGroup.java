package qcc.sim;

import qcc.tensor.LockstepProduct;
import qcc.tensor.LockstepWeights;

/** A group whose products are also made exactly, by an ideal chip, and with real cells alone; what it gives is what the device gives. */
final class ObservedGroup implements AnalogGroup {
    private final AnalogGroup real;
    private final AnalogGroup cells;
    private final GroupArithmetic.Copy ideal;
    private final LockstepWeights exact;
    private final ErrorPowers powers;

    ObservedGroup(AnalogGroup real, AnalogGroup cells, GroupArithmetic.Copy ideal, LockstepWeights exact, ErrorPowers powers) {
        this.real = real;
        this.cells = cells;
        this.ideal = ideal;
        this.exact = exact;
        this.powers = powers;
    }

    @Override
    public AnalogGroup.Work work(int samples, long firstSample) {
        return new Work(samples, firstSample);
    }

    private final class Work implements AnalogGroup.Work {
        private final int samples;
        private final AnalogGroup.Work realWork;
        private final AnalogGroup.Work cellWork;
        private final AnalogGroup.Work idealWork;
        private final int[] exactSums;
        private final int[] idealSums;
        private final int[] cellSums;
        private final int[] realSums;

        Work(int samples, long firstSample) {
            this.samples = samples;
            this.realWork = real.work(samples, firstSample);
            this.cellWork = cells.work(samples, firstSample);
            this.idealWork = switch (ideal) {
                case GroupArithmetic.Copy.Exact _ -> this::multiplyExactly;
                case GroupArithmetic.Copy.Converted converted -> converted.group().work(samples, firstSample);
            };
            var size = exact.columns() * samples;
            this.exactSums = new int[size];
            this.idealSums = new int[size];
            this.cellSums = new int[size];
            this.realSums = new int[size];
        }

        private void multiplyExactly(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            LockstepProduct.multiply(memory, samples, addresses, 0, exact, 0, exact.rows(), target, offset, accumulate);
        }

        @Override
        public void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            multiplyExactly(memory, addresses, exactSums, 0, false);
            idealWork.multiply(memory, addresses, idealSums, 0, false);
            cellWork.multiply(memory, addresses, cellSums, 0, false);
            realWork.multiply(memory, addresses, realSums, 0, false);
            powers.add(exactSums, idealSums, cellSums, realSums, samples);
            for (var i = 0; i < realSums.length; i++) {
                target[offset + i] = (accumulate ? target[offset + i] : 0) + realSums[i];
            }
        }
    }
}
