package qcc.sim;

/**
 * Bytes that go from {@code sourceRows} runs to {@code targetRows} runs of another length, in order; both have as many in all.
 *
 * @param source the first address read
 * @param target the first address written
 */
record Transfer(long source, int sourceRun, long sourceStride, long target, int targetRun, long targetStride, long bytes) {
    /** What moves a piece that is contiguous on both sides. */
    interface Piece {
        void move(long from, long to, int length);
    }

    void forEachPiece(Piece piece) {
        for (var done = 0L; done < bytes;) {
            var inSource = done % sourceRun;
            var inTarget = done % targetRun;
            var length = (int) Math.min(sourceRun - inSource, targetRun - inTarget);
            piece.move(source + done / sourceRun * sourceStride + inSource, target + done / targetRun * targetStride + inTarget, length);
            done += length;
        }
    }
}
