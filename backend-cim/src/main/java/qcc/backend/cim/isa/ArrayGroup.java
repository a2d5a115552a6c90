package qcc.backend.cim.isa;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A matrix programmed into crossbars of one core, which {@code mvm} multiplies with, once or in several replicas, which share the positions of
 * an {@code mvm}. Equal by content; the matrix is not copied and must not be changed.
 *
 * @param id the group's number on its core, 0 to 65,535
 * @param rows rows, at least 1
 * @param columns columns, at least 1
 * @param matrix i8 elements, row-major [rows][columns]
 * @param encoding how signs are held in cells
 * @param sliceBits bits of each slice of a weight, least significant first
 * @param slices the crossbars' contents
 * @param converter how column sums are converted; empty in digital macros
 */
public record ArrayGroup(int id, int rows, int columns, byte[] matrix, WeightEncoding encoding, List<Integer> sliceBits,
        List<CrossbarSlice> slices, Optional<Converter> converter) {
    /** A group whose sums are exact because nothing is converted. */
    public ArrayGroup(int id, int rows, int columns, byte[] matrix, WeightEncoding encoding, List<Integer> sliceBits,
            List<CrossbarSlice> slices) {
        this(id, rows, columns, matrix, encoding, sliceBits, slices, Optional.empty());
    }

    /**
     * @throws IllegalArgumentException if the matrix has not rows * columns elements, a slice leaves the matrix, replicas differ or share a
     *             crossbar, or cells whose sums are converted cannot hold the weights
     */
    public ArrayGroup {
        Objects.requireNonNull(encoding, "encoding");
        sliceBits = List.copyOf(sliceBits);
        slices = List.copyOf(slices);
        checkShape(id, rows, columns, matrix);
        for (var bits : sliceBits) {
            if (bits < 1 || bits > 8) {
                throw new IllegalArgumentException("group %d: a slice has 1 to 8 bits, not %d".formatted(id, bits));
            }
        }
        for (var slice : slices) {
            checkSlice(id, rows, columns, sliceBits.size(), slice);
        }
        Replicas.check(id, slices);
        if (converter.isPresent()) {
            new ConversionCheck(id, encoding, sliceBits, converter.get()).check(rows, columns, matrix);
        }
    }

    /** How many copies of the matrix lie in crossbars, at least 1. */
    public int replicas() {
        return 1 + slices.stream().mapToInt(CrossbarSlice::replica).max().orElse(0);
    }

    /** The blocks of one copy, in the order of {@link #slices()}. */
    public List<CrossbarSlice> replica(int number) {
        return slices.stream().filter(slice -> slice.replica() == number).toList();
    }

    /** The CRC-32 (ISO 3309) of the matrix, row after row. */
    public int crc32() {
        var crc = new CRC32();
        crc.update(matrix);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayGroup that && id == that.id && rows == that.rows && columns == that.columns
                && encoding == that.encoding
                && Arrays.equals(matrix, that.matrix) && sliceBits.equals(that.sliceBits) && slices.equals(that.slices)
                && converter.equals(that.converter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, rows, columns, Arrays.hashCode(matrix), encoding, sliceBits, slices, converter);
    }

    private static void checkShape(int id, int rows, int columns, byte[] matrix) {
        if (id < 0 || id > 0xFFFF) {
            throw new IllegalArgumentException("a group's id must be in 0..65535 but is " + id);
        }
        if (rows < 1 || columns < 1 || (long) rows * columns != matrix.length) {
            throw new IllegalArgumentException(
                    "group %d: a %d x %d matrix does not have %d elements".formatted(id, rows, columns, matrix.length));
        }
    }

    private static void checkSlice(int id, int rows, int columns, int sliceCount, CrossbarSlice slice) {
        if ((long) slice.matrixRow() + slice.rows() > rows || (long) slice.matrixColumn() + slice.columns() > columns) {
            throw new IllegalArgumentException("group %d: the block of %d x %d at row %d, column %d leaves the %d x %d matrix".formatted(id,
                    slice.rows(), slice.columns(), slice.matrixRow(), slice.matrixColumn(), rows, columns));
        }
        if (slice.slice() >= sliceCount) {
            throw new IllegalArgumentException("group %d has %d slices, no slice %d".formatted(id, sliceCount, slice.slice()));
        }
    }
}
