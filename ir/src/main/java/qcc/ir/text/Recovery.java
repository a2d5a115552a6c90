package qcc.ir.text;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import qcc.ir.ParseException;

/** Finds the place to go on behind an operation that cannot be read, so that one text can show several mistakes. */
final class Recovery {
    private final Lexer lexer;
    /** The values that skipped operations would have defined: their uses are no further mistakes. */
    private final Set<String> skippedValues = new HashSet<>();

    Recovery(Lexer lexer) {
        this.lexer = lexer;
    }

    /** Whether a use of a value, mark included, is explained by an operation that was skipped. */
    boolean explains(String value) {
        return skippedValues.contains(value);
    }

    /**
     * Skips an operation: up to the end of the region around it, or to what starts a line outside all brackets opened since its start.
     *
     * @param start where the operation starts
     */
    void skip(int start) {
        moveTo(start);
        boolean inNames = true;
        int nesting = 0;
        do {
            inNames &= !at('=');
            if (inNames && lexer.kind == TokenKind.PERCENT) {
                skippedValues.add(new String(lexer.text, lexer.start, lexer.end - lexer.start, StandardCharsets.UTF_8));
            }
            nesting = Math.max(0, nesting + nesting());
            advance();
        } while (lexer.kind != TokenKind.END && (nesting > 0 || !isEnd()));
    }

    private boolean at(char character) {
        return lexer.kind == TokenKind.PUNCTUATION && lexer.end - lexer.start == 1 && lexer.text[lexer.start] == character;
    }

    private int nesting() {
        if (at('(') || at('[') || at('{')) {
            return 1;
        }
        return at(')') || at(']') || at('}') ? -1 : 0;
    }

    private boolean isEnd() {
        return at('}') || startsLine() && switch (lexer.kind) {
            case PERCENT, STRING, BARE, CARET, HASH, EXCLAMATION, METADATA_BEGIN -> true;
            case AT, INTEGER, FLOAT, PUNCTUATION, METADATA_END, END -> false;
        };
    }

    private boolean startsLine() {
        for (int i = lexer.previousEnd; i < lexer.start; i++) {
            if (lexer.text[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private void moveTo(int offset) {
        int from = offset;
        while (true) {
            try {
                lexer.reset(from);
                return;
            } catch (ParseException e) {
                from = Math.max(from, e.offset()) + 1;
            }
        }
    }

    /** To the next token; what is no token is passed over. */
    private void advance() {
        int before = lexer.end;
        try {
            lexer.next();
        } catch (ParseException e) {
            moveTo(Math.max(before, e.offset()) + 1);
            lexer.previousEnd = before;
        }
    }
}
