package qcc.ir.text;

import qcc.ir.Location;

/** Finds lines and columns of offsets; cheap where one question is near the last. */
final class LineCursor {
    private final Source source;
    private int offset;
    private int line;
    private int lineStart;

    LineCursor(Source source) {
        this.source = source;
        this.line = source.firstLine();
    }

    /** The place of an offset; columns count bytes from 1. */
    Location.File locate(int target) {
        moveTo(target);
        return new Location.File(source.name(), line, target - lineStart + 1);
    }

    private void moveTo(int target) {
        var bytes = source.bytes();
        if (target < offset) {
            offset = 0;
            lineStart = 0;
            line = source.firstLine();
        }
        for (; offset < target; offset++) {
            if (bytes[offset] == '\n') {
                line++;
                lineStart = offset + 1;
            }
        }
    }
}
