package qcc.ir.text;

import java.util.Arrays;

/** Names of values that were read and not looked up yet, of all operations that are being read, the innermost last. */
final class NameStack {
    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private int[] numbers = new int[16];
    private int size;

    int size() {
        return size;
    }

    void truncate(int to) {
        size = to;
    }

    /** @param number how many results the name stands for, or which of them is meant */
    void push(int offset, int length, int number) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        offsets[size] = offset;
        lengths[size] = length;
        numbers[size++] = number;
    }

    int offset(int index) {
        return offsets[index];
    }

    int length(int index) {
        return lengths[index];
    }

    int number(int index) {
        return numbers[index];
    }

    void setNumber(int index, int number) {
        numbers[index] = number;
    }
}
