package qcc.sim;

/** An array group whose products are made conversion by conversion. Immutable. */
interface AnalogGroup {
    /** Buffers of one thread for products with one number of samples. */
    interface Work {
        /**
         * The product of the window at the addresses of a sample-minor memory, stored in or added to {@code target}, [columns][samples], modulo
         * 2^32.
         */
        void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate);
    }

    /**
     * New buffers.
     *
     * @param firstSample the index of the first sample among all samples
     */
    Work work(int samples, long firstSample);
}
