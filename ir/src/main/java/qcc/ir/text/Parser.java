package qcc.ir.text;

import java.util.Optional;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Attribute;
import qcc.ir.DialectRegistry;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.ParseException;
import qcc.ir.Type;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticSink;

/**
 * Reads MLIR's text: the generic form of every operation and the custom forms of registered ones.
 *
 * <p>The result is not verified. A mistake in the text becomes a diagnostic with the file, line and column, never an exception; reading goes
 * on behind the operation, so that several can be reported.
 */
public final class Parser {
    private final ParseState state;

    private Parser(Source source, DialectRegistry registry, ParserOptions options, SyntaxListener listener) {
        this.state = new ParseState(source, registry, options, listener);
    }

    /** Reads a file in which every dialect must be registered. */
    public static Optional<ModuleOp> parse(Source source, DialectRegistry registry, DiagnosticSink sink) {
        return parse(source, registry, sink, ParserOptions.STRICT);
    }

    /**
     * Reads a file.
     *
     * @return the module of the file, or one around its operations if it holds none or something beside it; empty after an error
     */
    public static Optional<ModuleOp> parse(Source source, DialectRegistry registry, DiagnosticSink sink, ParserOptions options) {
        return parse(source, registry, sink, options, SyntaxListener.NONE);
    }

    /** {@link #parse(Source, DialectRegistry, DiagnosticSink, ParserOptions)}, telling where things are mentioned. */
    public static Optional<ModuleOp> parse(Source source, DialectRegistry registry, DiagnosticSink sink, ParserOptions options,
            SyntaxListener listener) {
        var parser = new Parser(source, registry, options, listener);
        try {
            return parser.file(sink);
        } catch (ParseException e) {
            parser.reportMistakes(sink);
            if (!parser.state.isConsequence(e)) {
                sink.report(parser.diagnostic(e));
            }
            return Optional.empty();
        }
    }

    private void reportMistakes(DiagnosticSink sink) {
        state.mistakes.forEach(mistake -> sink.report(diagnostic(mistake)));
    }

    /**
     * Reads a type.
     *
     * @throws IllegalArgumentException if the text is not a type
     */
    public static Type parseType(String text, DialectRegistry registry) {
        return standalone(text, registry, AsmReader::type);
    }

    /**
     * Reads an attribute.
     *
     * @throws IllegalArgumentException if the text is not an attribute
     */
    public static Attribute parseAttribute(String text, DialectRegistry registry) {
        return standalone(text, registry, AsmReader::attribute);
    }

    @FunctionalInterface
    private interface Piece<T> {
        T read(AsmReader reader) throws ParseException;
    }

    private static <T> T standalone(String text, DialectRegistry registry, Piece<T> piece) {
        try {
            var reader = new AsmReader(new ParseState(Source.of("<text>", text), registry, ParserOptions.ALLOW_UNREGISTERED,
                    SyntaxListener.NONE));
            var value = piece.read(reader);
            if (reader.lexer.kind != TokenKind.END) {
                throw reader.error("unexpected text");
            }
            return value;
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + text + "' at column " + (e.offset() + 1) + ": " + e.getMessage(), e);
        }
    }

    private Diagnostic diagnostic(ParseException e) {
        var diagnostic = Diagnostic.error(state.lines.locate(e.offset()), e.getMessage());
        return e.note().map(note -> diagnostic.note(state.lines.locate(e.noteOffset()), note)).orElse(diagnostic);
    }

    private Optional<ModuleOp> file(DiagnosticSink sink) throws ParseException {
        var module = ModuleOp.create(new Location.File(state.source.name(), 0, 0));
        var reader = new OperationParser(state);
        var resources = new ResourceParser(reader);
        while (reader.lexer.kind != TokenKind.END) {
            switch (reader.lexer.kind) {
                case HASH -> attributeAlias(reader);
                case EXCLAMATION -> typeAlias(reader);
                case METADATA_BEGIN -> resources.section();
                case BARE, AT, PERCENT, CARET, INTEGER, FLOAT, STRING, PUNCTUATION, METADATA_END, END -> reader.operation(module.body());
            }
        }
        if (state.mistakes.isEmpty()) {
            reader.resolveLocations();
        }
        reportMistakes(sink);
        var undefined = reader.undefinedUses();
        for (int offset : undefined) {
            sink.report(Diagnostic.error(state.lines.locate(offset), "use of undeclared SSA value name"));
        }
        if (!undefined.isEmpty() || !state.mistakes.isEmpty()) {
            return Optional.empty();
        }
        var top = top(module);
        top.setExternalResources(resources.external());
        return Optional.of(top);
    }

    /** The module that the file holds if it holds nothing else. */
    private static ModuleOp top(ModuleOp wrapper) {
        if (wrapper.body().first() instanceof ModuleOp only && only.next() == null) {
            new OpBuilder().detach(only);
            return only;
        }
        return wrapper;
    }

    private String aliasName(AsmReader reader, String what) throws ParseException {
        var name = reader.markedName();
        int start = reader.offset();
        if (state.attributeAliases.containsKey(name) && what.equals("attribute")
                || state.typeAliases.containsKey(name) && what.equals("type")) {
            throw new ParseException(start, "redefinition of " + what + " alias id '" + name + "'");
        }
        if (name.indexOf('.') >= 0) {
            throw new ParseException(start, what + " names with a '.' are reserved for dialect-defined names");
        }
        reader.lexer.next();
        reader.expect('=');
        return name;
    }

    private void attributeAlias(AsmReader reader) throws ParseException {
        var name = aliasName(reader, "attribute");
        state.attributeAliases.put(name, reader.attribute());
    }

    private void typeAlias(AsmReader reader) throws ParseException {
        var name = aliasName(reader, "type");
        state.typeAliases.put(name, reader.type());
    }
}
