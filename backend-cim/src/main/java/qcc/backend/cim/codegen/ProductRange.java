package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import qcc.chip.Core;

/**
 * What one core computes at once of neighboring output channels, and the groups that it uses.
 *
 * @param step the product
 * @param core the core
 * @param map the window and the maps
 * @param shares the groups' parts, by ascending column; groups that meet in a column have the same columns and follow each other
 * @param role what becomes of the sums
 */
record ProductRange(Step.Product step, int core, WindowedMap map, List<ProductShare> shares, Role role) {
    /** What becomes of a core's sums. */
    enum Role {
        /** It finishes them: nobody else has a part in them. */
        ALONE,
        /** It adds those of others and finishes them. */
        HOME,
        /** It sends them to another core. */
        HELPER
    }

    ProductRange {
        shares = List.copyOf(shares);
    }

    int firstChannel() {
        return shares.stream().mapToInt(ProductShare::firstChannel).min().orElseThrow();
    }

    /** Input channels from the first to the last that a group reads. */
    int channels() {
        return shares.stream().mapToInt(ProductShare::endChannel).max().orElseThrow() - firstChannel();
    }

    int firstColumn() {
        return shares.getFirst().firstColumn();
    }

    int endColumn() {
        return shares.getLast().endColumn();
    }

    int columns() {
        return endColumn() - firstColumn();
    }

    /** Whether it writes results: the others send their sums. */
    boolean finishes() {
        return role != Role.HELPER;
    }

    boolean hasResidual() {
        return finishes() && step.residual().isPresent();
    }

    /** Whether it adds sums that another product has left in memory. */
    boolean takesSums() {
        return finishes() && step.product().sums().isPresent();
    }

    /** Bytes of the table of parameters, or of biases where sums are kept; 0 where neither is needed. */
    int parameterBytes() {
        if (!finishes()) {
            return 0;
        }
        return step.requantize().isPresent() ? Parameters.requantizeBytes(columns()) : step.keepsBias() ? Integer.BYTES * columns() : 0;
    }

    /** Bytes of the inputs under a tile. */
    long inputBytes(TileSize tile) {
        return (long) WindowedMap.span(map.rows(), tile.rows()) * WindowedMap.span(map.columns(), tile.columns()) * channels();
    }

    /** Output elements that wait to be moved out. */
    private long outputs(TileSize tile, int rowsAtOnce) {
        return (long) Math.min(rowsAtOnce, tile.rows()) * tile.columns() * columns();
    }

    /** Bytes of the finished outputs that wait to be moved out; 0 where nothing is finished. */
    long outputBytes(TileSize tile, int rowsAtOnce) {
        return finishes() ? step.elementBytes() * outputs(tile, rowsAtOnce) : 0;
    }

    /** Bytes of the residual that is moved in; 0 where there is none. */
    long residualBytes(TileSize tile, int rowsAtOnce) {
        return hasResidual() ? outputs(tile, rowsAtOnce) : 0;
    }

    /** Bytes of the sums from memory that are moved in; 0 where there are none. */
    long takenBytes(TileSize tile, int rowsAtOnce) {
        return takesSums() ? Integer.BYTES * outputs(tile, rowsAtOnce) : 0;
    }

    /** Bytes of the sums that are sent or received at once. */
    long sumBytes(TileSize tile, Core type) {
        return role == Role.ALONE ? 0 : (long) chunk(tile, type) * columns() * Integer.BYTES;
    }

    /** Output positions whose sums the accumulators hold at once, at most those of a tile's row. */
    int chunk(TileSize tile, Core type) {
        return Math.min(tile.columns(), type.accumulators().entries() / columns());
    }

    /**
     * Bytes of local memory that a tile needs.
     *
     * @param rowsAtOnce rows that are computed before they are moved out
     */
    long localBytes(TileSize tile, int rowsAtOnce, Core type) {
        return MemoryAllocator.align(parameterBytes()) + MemoryAllocator.align(inputBytes(tile))
                + MemoryAllocator.align(outputBytes(tile, rowsAtOnce)) + MemoryAllocator.align(residualBytes(tile, rowsAtOnce))
                + MemoryAllocator.align(takenBytes(tile, rowsAtOnce)) + MemoryAllocator.align(sumBytes(tile, type));
    }

    /** Whether all groups read as many channels, so that one window serves them. */
    boolean hasOneWindow() {
        return shares.stream().allMatch(s -> s.channels() == shares.getFirst().channels());
    }

    /** This range and the next columns of the same core. */
    ProductRange join(ProductRange next) {
        var all = new ArrayList<>(shares);
        all.addAll(next.shares);
        return new ProductRange(step, core, map, all, role);
    }

    boolean fits(Core type) {
        return columns() <= accumulators(type) && localBytes(TileSize.ONE, 1, type) <= type.localMem().bytes();
    }

    /**
     * Checks that one output position fits.
     *
     * @throws CodegenException if it does not
     */
    void requireFits(Core type) {
        if (columns() > accumulators(type)) {
            throw new CodegenException(step.product(), "a group makes %d output channels at once, but there are %d accumulators"
                    .formatted(columns(), accumulators(type)));
        }
        if (!fits(type)) {
            throw new CodegenException(step.product(),
                    "one output position of %d channels needs %d bytes, but local memory has %d (core.local_mem.kib)"
                            .formatted(columns(), localBytes(TileSize.ONE, 1, type), type.localMem().bytes()));
        }
    }

    private static int accumulators(Core type) {
        return Math.min(type.accumulators().entries(), CoreCode.MAX_FIELD);
    }
}
