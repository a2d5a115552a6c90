package qcc.tensor;

/**
 * Standard normal f32 samples. Sample i has a SplitMix64 generator of its own, whose state begins at mix(seed + mix(i + 1)), and takes its
 * elements from it in row-major order by Marsaglia's polar method with {@link StrictMath}: seed and index alone determine a sample, on every
 * machine.
 */
record RandomSampleSource(Shape sampleShape, long count, long seed) implements SampleSource {

    RandomSampleSource {
        if (count < 0) {
            throw new IllegalArgumentException("the number of samples must not be negative: %d".formatted(count));
        }
    }

    @Override
    public ElementType elementType() {
        return ElementType.F32;
    }

    @Override
    public FloatTensor read(long from, int count) {
        var shape = blockShape(from, count);
        var data = new float[shape.elements()];
        for (var i = 0; i < count; i++) {
            fill(from + i, data, i * sampleShape.elements());
        }
        return new FloatTensor(shape, data);
    }

    private void fill(long sample, float[] data, int offset) {
        var generator = new SplitMix(SplitMix.mix(seed + SplitMix.mix(sample + 1)));
        var end = offset + sampleShape.elements();
        for (var i = offset; i < end; i += 2) {
            double x;
            double y;
            double square;
            do {
                x = generator.nextSigned();
                y = generator.nextSigned();
                square = x * x + y * y;
            } while (square >= 1 || square == 0);
            var factor = Math.sqrt(-2 * StrictMath.log(square) / square);
            data[i] = (float) (x * factor);
            if (i + 1 < end) {
                data[i + 1] = (float) (y * factor);
            }
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators (OOPSLA 2014), with the mixing constants of Stafford's variant 13. */
    private static final class SplitMix {
        private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
        private long state;

        SplitMix(long state) {
            this.state = state;
        }

        static long mix(long value) {
            var z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        /** Uniform in [-1, 1), a multiple of 2^-52. */
        double nextSigned() {
            state += GOLDEN_GAMMA;
            return (mix(state) >> 11) * 0x1p-52;
        }
    }
}
