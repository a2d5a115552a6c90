package qcc.tensor;

/** The samples of a tensor in memory. */
record TensorSampleSource(Tensor tensor) implements SampleSource {

    @Override
    public long count() {
        return tensor.samples();
    }

    @Override
    public Shape sampleShape() {
        return tensor.shape().sample();
    }

    @Override
    public ElementType elementType() {
        return tensor.elementType();
    }

    @Override
    public Tensor read(long from, int count) {
        blockShape(from, count);
        return tensor.slice((int) from, count);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
