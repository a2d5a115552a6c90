package qcc.tensor;

import java.util.Arrays;
import java.util.Objects;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The cells of a {@link LookupProduct}: for each column and each few rows a table with the sums of these rows for every combination of their
 * inputs. Tables of nothing but zeros are left out. Immutable.
 */
public final class LookupTables {
    static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED.length() > 32
            ? ShortVector.SPECIES_512
            : ShortVector.SPECIES_PREFERRED;
    /** Entries of a table: a vector of them. */
    static final int ENTRIES = SHORTS.length();

    private static final int MAX_LEVEL_BITS = 3;

    private final int rows;
    private final int columns;
    private final int levelBits;
    private final int rowsPerTable;
    private final short[] cells;
    private final int[] first;
    private final int[] numbers;
    private final short[] tables;

    private LookupTables(short[] cells, int rows, int columns, int levelBits, boolean expanded) {
        this.rows = rows;
        this.columns = columns;
        this.levelBits = levelBits;
        this.rowsPerTable = rowsPerTable(levelBits);
        this.cells = cells;
        this.first = new int[columns + 1];
        this.numbers = numbers();
        this.tables = new short[expanded ? Math.multiplyExact(numbers.length, ENTRIES) : 0];
        for (var column = 0; expanded && column < columns; column++) {
            fill(column, tables, first[column] * ENTRIES);
        }
    }

    /** The numbers of the tables of all columns that are not all zeros; where those of a column begin goes to {@link #first}. */
    private int[] numbers() {
        var tablesPerColumn = Math.ceilDiv(rows, rowsPerTable);
        var found = new int[Math.multiplyExact(columns, tablesPerColumn)];
        var count = 0;
        for (var column = 0; column < columns; column++) {
            for (var table = 0; table < tablesPerColumn; table++) {
                found[count] = table;
                count += isZero(column, table) ? 0 : 1;
            }
            first[column + 1] = count;
        }
        return Arrays.copyOf(found, count);
    }

    private boolean isZero(int column, int table) {
        var all = 0;
        for (var k = table * rowsPerTable; k < Math.min(rows, (table + 1) * rowsPerTable); k++) {
            all |= cells[column * rows + k];
        }
        return all == 0;
    }

    /**
     * Packs rows of a matrix.
     *
     * @param cells row-major [...][columns]
     * @param firstRow the first of these rows
     * @param levelBits bits of an input, which {@link #supports} supports
     * @param expanded whether tables are kept, which takes about 7 times the memory of the cells but is faster
     */
    public static LookupTables of(short[] cells, int firstRow, int rows, int columns, int levelBits, boolean expanded) {
        if (!supports(levelBits)) {
            throw new IllegalArgumentException("inputs of %d bits are too wide for tables".formatted(levelBits));
        }
        var from = Math.multiplyExact(firstRow, columns);
        Objects.checkFromIndexSize(from, Math.multiplyExact(rows, columns), cells.length);
        var byColumn = new short[rows * columns];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                byColumn[column * rows + row] = cells[from + row * columns + column];
            }
        }
        return new LookupTables(byColumn, rows, columns, levelBits, expanded);
    }

    /** Whether inputs of some bits can index tables: on every machine alike, where vectors have 8 lanes at least. */
    public static boolean supports(int levelBits) {
        return levelBits >= 1 && levelBits <= MAX_LEVEL_BITS;
    }

    private static int rowsPerTable(int levelBits) {
        return Integer.numberOfTrailingZeros(ENTRIES) / levelBits;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    int levelBits() {
        return levelBits;
    }

    int rowsPerTable() {
        return rowsPerTable;
    }

    /** The index in {@link #tableNumbers} of a column's first table; the column after the last ends the list. */
    int first(int column) {
        return first[column];
    }

    /** Which rows tables stand for: number n is for those from n times the rows of a table on. */
    int[] tableNumbers() {
        return numbers;
    }

    /** The tables of a column begin at {@link #offset} of what this gives: the kept ones, or {@code scratch} with them filled in. */
    short[] tables(int column, short[] scratch) {
        if (tables.length > 0) {
            return tables;
        }
        fill(column, scratch, 0);
        return scratch;
    }

    int offset(int column) {
        return tables.length > 0 ? first[column] * ENTRIES : 0;
    }

    /** Each row doubles what is filled of a table, level by level. */
    private void fill(int column, short[] target, int offset) {
        var from = offset;
        for (var n = first[column]; n < first[column + 1]; n++) {
            var row = numbers[n] * rowsPerTable;
            var filled = 1;
            target[from] = 0;
            for (var k = row; k < Math.min(rows, row + rowsPerTable); k++) {
                var cell = cells[column * rows + k];
                for (var i = filled; i < filled << levelBits; i++) {
                    target[from + i] = (short) (target[from + i - filled] + cell);
                }
                filled <<= levelBits;
            }
            from += ENTRIES;
        }
    }
}
