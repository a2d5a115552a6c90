package qcc.ir.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects text as UTF-8 bytes and hands them on in large pieces. */
final class TextOutput {
    private static final int CAPACITY = 1 << 16;
    private static final int MOST_DIGITS = 10;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream target;
    private final byte[] buffer = new byte[CAPACITY];
    private int used;

    TextOutput(OutputStream target) {
        this.target = target;
    }

    void put(String text) {
        int length = text.length();
        reserve(Math.min(length, CAPACITY));
        if (length > CAPACITY) {
            put(text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        int at = used;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                put(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            buffer[at++] = (byte) c;
        }
        used = at;
    }

    void put(char ascii) {
        reserve(1);
        buffer[used++] = (byte) ascii;
    }

    void put(byte[] bytes) {
        if (bytes.length > CAPACITY) {
            flush();
            write(bytes, bytes.length);
            return;
        }
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    /** A non-negative number. */
    void put(int number) {
        reserve(MOST_DIGITS);
        int end = used + digits(number);
        int rest = number;
        int at = end;
        do {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        used = end;
    }

    private static int digits(int number) {
        int digits = 1;
        for (long limit = 10; number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    void spaces(int count) {
        if (count > CAPACITY) {
            put(" ".repeat(count));
            return;
        }
        reserve(count);
        Arrays.fill(buffer, used, used + count, (byte) ' ');
        used += count;
    }

    /** Two hexadecimal digits for each byte. */
    void hex(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int b = bytes.get();
            reserve(2);
            buffer[used++] = HEX[b >> 4 & 15];
            buffer[used++] = HEX[b & 15];
        }
    }

    private void reserve(int length) {
        if (used + length > CAPACITY) {
            flush();
        }
    }

    void flush() {
        write(buffer, used);
        used = 0;
    }

    private void write(byte[] bytes, int length) {
        try {
            target.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
