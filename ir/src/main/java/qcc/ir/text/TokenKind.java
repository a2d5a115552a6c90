package qcc.ir.text;

/** The kinds of tokens. */
enum TokenKind {
    END, BARE, AT, HASH, PERCENT, CARET, EXCLAMATION, INTEGER, FLOAT, STRING, PUNCTUATION, METADATA_BEGIN, METADATA_END
}
