package qcc.tensor;

import java.util.Objects;

/**
 * A view of a float array as a matrix: element (r, c) lies at {@code offset + r * rowStride + c * columnStride}. Strides may be 0 where an
 * operand repeats, but not in a result.
 */
public record FloatMatrix(float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {

    public FloatMatrix {
        if (rows < 0 || columns < 0 || rowStride < 0 || columnStride < 0 || offset < 0) {
            throw new IllegalArgumentException("sizes, strides and offset of a matrix must not be negative");
        }
        if (rows > 0 && columns > 0) {
            var last = offset + (rows - 1L) * rowStride + (columns - 1L) * columnStride;
            if (last >= data.length) {
                throw new IllegalArgumentException(
                        "a %d x %d matrix with strides %d and %d at offset %d needs %d elements, the array has %d"
                                .formatted(rows, columns, rowStride, columnStride, offset, last + 1, data.length));
            }
        }
    }

    /** A row-major matrix that begins at the array's first element. */
    public static FloatMatrix of(float[] data, int rows, int columns) {
        return of(data, 0, rows, columns);
    }

    /** A row-major matrix without gaps between its rows. */
    public static FloatMatrix of(float[] data, int offset, int rows, int columns) {
        return new FloatMatrix(data, offset, rows, columns, columns, 1);
    }

    public FloatMatrix transposed() {
        return new FloatMatrix(data, offset, columns, rows, columnStride, rowStride);
    }

    int index(int row, int column) {
        return offset + row * rowStride + column * columnStride;
    }

    /**
     * C = A * B, or C += A * B. Each element of C is one chain of fused multiply-adds, {@code c = fma(a[i,k], b[k,j], c)} for k from 0, which
     * begins at 0 or at the element's old value: the result depends neither on threads, nor blocking, nor vector width. C must not overlap the
     * operands.
     *
     * <p>Tiles are as wide as one or two vectors: of a product and its transpose, the one whose C has the more columns is the faster.
     *
     * @param c its columns must lie one after the other ({@code columnStride} 1)
     */
    public static void multiply(FloatMatrix a, FloatMatrix b, FloatMatrix c, boolean accumulate, Parallel parallel) {
        Objects.requireNonNull(parallel);
        if (a.columns != b.rows || c.rows != a.rows || c.columns != b.columns) {
            throw new IllegalArgumentException("cannot multiply %d x %d by %d x %d into %d x %d"
                    .formatted(a.rows, a.columns, b.rows, b.columns, c.rows, c.columns));
        }
        if (c.columnStride != 1) {
            throw new IllegalArgumentException("the result's column stride must be 1, not %d".formatted(c.columnStride));
        }
        if (c.rows > 1 && c.rowStride < c.columns) {
            throw new IllegalArgumentException("the result's rows overlap");
        }
        new FloatProduct(a, b, c, accumulate).run(parallel);
    }

    /** {@link #multiply(FloatMatrix, FloatMatrix, FloatMatrix, boolean, Parallel)} of C = A * B on the shared threads. */
    public static void multiply(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        multiply(a, b, c, false, Parallel.shared());
    }
}
