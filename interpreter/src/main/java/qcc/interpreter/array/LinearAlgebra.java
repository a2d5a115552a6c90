package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.array.ArrayAlgebra;
import qcc.dialect.array.DeterminantOp;
import qcc.dialect.array.EinsumOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Determinants and general sums of products. */
final class LinearAlgebra {
    private LinearAlgebra() {}

    static Tensor execute(ArrayAlgebra op, ArrayCall call) {
        return switch (op) {
            case DeterminantOp _ -> determinants(call);
            case EinsumOp einsum -> SumOfProducts.execute(einsum, call);
        };
    }

    private static Tensor determinants(ArrayCall call) {
        var input = call.operand(0);
        int rank = input.shape().rank();
        int size = input.shape().dimension(rank - 1);
        if (input.shape().dimension(rank - 2) != size) {
            throw new IllegalArgumentException("expects square matrices, not " + input.typeText());
        }
        var result = call.newResult(0, Shape.of(Arrays.copyOf(input.shape().dimensions(), rank - 2)));
        for (int m = 0; m < result.elements(); m++) {
            var matrix = new double[size][size];
            for (int i = 0; i < size * size; i++) {
                matrix[i / size][i % size] = input.doubleAt(m * size * size + i);
            }
            result.setDouble(m, determinant(matrix));
        }
        return result;
    }

    /** The product of the pivots of Gaussian elimination, each the largest of its column. */
    private static double determinant(double[][] matrix) {
        double determinant = 1;
        for (int column = 0; column < matrix.length; column++) {
            int pivot = column;
            for (int row = column + 1; row < matrix.length; row++) {
                pivot = Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column]) ? row : pivot;
            }
            if (matrix[pivot][column] == 0) {
                return 0;
            }
            if (pivot != column) {
                var other = matrix[pivot];
                matrix[pivot] = matrix[column];
                matrix[column] = other;
                determinant = -determinant;
            }
            determinant *= matrix[column][column];
            for (int row = column + 1; row < matrix.length; row++) {
                eliminate(matrix[row], matrix[column], column);
            }
        }
        return determinant;
    }

    private static void eliminate(double[] row, double[] pivot, int column) {
        double factor = row[column] / pivot[column];
        for (int i = column; i < row.length; i++) {
            row[i] -= factor * pivot[i];
        }
    }
}
