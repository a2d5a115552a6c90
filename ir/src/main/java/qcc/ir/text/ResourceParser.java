package qcc.ir.text;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.Blob;
import qcc.ir.ExternalResource;
import qcc.ir.IntegerAttr;
import qcc.ir.ParseException;
import qcc.ir.StringAttr;

/** Reads the section at the end of a file: blobs of {@code dense_resource} attributes and what tools leave for each other. */
final class ResourceParser {
    private static final int ALIGNMENT_DIGITS = 8;

    private final AsmReader reader;
    private final Lexer lexer;
    private final List<ExternalResource> external = new ArrayList<>();

    ResourceParser(AsmReader reader) {
        this.reader = reader;
        this.lexer = reader.lexer;
    }

    List<ExternalResource> external() {
        return external;
    }

    /** Reads the section, which comes next. */
    void section() throws ParseException {
        lexer.next();
        while (lexer.kind != TokenKind.METADATA_END) {
            int start = lexer.start;
            switch (reader.keyword()) {
                case "dialect_resources" -> groups(this::dialectEntry);
                case "external_resources" -> groups((group, key) -> external.add(new ExternalResource(group, key, externalValue())));
                default -> throw new ParseException(start, "unknown key in file metadata dictionary");
            }
            if (!reader.accept(',') && lexer.kind != TokenKind.METADATA_END) {
                throw reader.error("expected ',' or '#-}' in file metadata dictionary");
            }
        }
        lexer.next();
    }

    @FunctionalInterface
    private interface Entry {
        void read(String group, String key) throws ParseException;
    }

    private void groups(Entry entry) throws ParseException {
        reader.expect(':');
        reader.expect('{');
        reader.listUntil('}', () -> {
            var group = name();
            reader.expect(':');
            reader.expect('{');
            reader.listUntil('}', () -> {
                var key = name();
                reader.expect(':');
                entry.read(group, key);
            });
        });
    }

    private String name() throws ParseException {
        return lexer.kind == TokenKind.STRING ? reader.string() : reader.keyword();
    }

    private Attribute externalValue() throws ParseException {
        if (reader.acceptKeyword("true")) {
            return IntegerAttr.TRUE;
        }
        return reader.acceptKeyword("false") ? IntegerAttr.FALSE : new StringAttr(reader.string());
    }

    private void dialectEntry(String group, String key) throws ParseException {
        if (!group.equals("builtin")) {
            throw reader.error("dialect '" + group + "' has no resources");
        }
        int start = lexer.start;
        if (lexer.kind != TokenKind.STRING) {
            throw reader.error("expected hex string blob for key '" + key + "'");
        }
        var blob = blob(key);
        var resource = reader.state.resource(key);
        if (resource.blob().isPresent()) {
            throw new ParseException(start, "resource '" + key + "' is defined twice");
        }
        resource.define(blob);
    }

    private Blob blob(String key) throws ParseException {
        int start = lexer.start;
        int from = start + 1;
        int digits = lexer.end - 1 - from - 2;
        if (digits < ALIGNMENT_DIGITS || digits % 2 != 0 || lexer.text[from] != '0' || lexer.text[from + 1] != 'x') {
            throw reader.error("expected hex string blob for key '" + key + "'");
        }
        long alignment = 0;
        for (int i = 0; i < 4; i++) {
            alignment |= (long) byteAt(from + 2 + 2 * i, key) << (8 * i);
        }
        if (Long.bitCount(alignment) != 1 || alignment > 1 << 30) {
            throw reader.error("expected hex string blob for key '" + key
                    + "' to encode alignment in first 4 bytes, but got non-power-of-2 value: " + alignment);
        }
        var bytes = new byte[(digits - ALIGNMENT_DIGITS) / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) byteAt(from + 2 + ALIGNMENT_DIGITS + 2 * i, key);
        }
        lexer.next();
        return Blob.of(bytes, (int) alignment);
    }

    private int byteAt(int at, String key) throws ParseException {
        int high = Character.digit(lexer.text[at], 16);
        int low = Character.digit(lexer.text[at + 1], 16);
        if (high < 0 || low < 0) {
            throw new ParseException(at, "expected hex string blob for key '" + key + "'");
        }
        return high << 4 | low;
    }
}
