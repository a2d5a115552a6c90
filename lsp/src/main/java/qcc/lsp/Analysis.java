package qcc.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Range;
import qcc.ir.DialectRegistry;
import qcc.ir.Location;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.diagnostic.Severity;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;
import qcc.ir.text.SyntaxIndex;
import qcc.ir.verify.IrVerifier;

/**
 * What is known of one version of a text.
 *
 * @param diagnostics mistakes of the text, and of the IR where the text can be read
 */
record Analysis(String uri, TextBuffer text, SyntaxIndex index, List<Diagnostic> diagnostics) {
    /** Reads and verifies a text; operations of unknown dialects are allowed. */
    static Analysis of(String uri, TextBuffer text, DialectRegistry registry) {
        var found = new DiagnosticCollector();
        var index = new SyntaxIndex();
        var module = Parser.parse(new Source(uri, text.bytes()), registry, found, ParserOptions.ALLOW_UNREGISTERED, index);
        index.close();
        module.ifPresent(op -> IrVerifier.verify(op, found));
        var diagnostics = new ArrayList<Diagnostic>();
        for (var diagnostic : found.diagnostics()) {
            diagnostics.add(translated(diagnostic, uri, text));
        }
        return new Analysis(uri, text, index, List.copyOf(diagnostics));
    }

    private static Diagnostic translated(qcc.ir.diagnostic.Diagnostic diagnostic, String uri, TextBuffer text) {
        var result = new Diagnostic(range(diagnostic.location(), uri, text), diagnostic.message(), severity(diagnostic.severity()), "qcc");
        var related = diagnostic.notes().stream()
                .map(note -> new DiagnosticRelatedInformation(new org.eclipse.lsp4j.Location(uri, range(note.location(), uri, text)),
                        note.message()))
                .toList();
        if (!related.isEmpty()) {
            result.setRelatedInformation(related);
        }
        return result;
    }

    private static DiagnosticSeverity severity(Severity severity) {
        return switch (severity) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case REMARK -> DiagnosticSeverity.Information;
        };
    }

    /** Where a location lies in the text; its first line if it is somewhere else. */
    private static Range range(Location location, String uri, TextBuffer text) {
        return file(location, uri).map(file -> text.token(file.line(), file.column())).orElseGet(() -> text.token(1, 1));
    }

    private static Optional<Location.File> file(Location location, String uri) {
        return switch (location) {
            case Location.Unknown _ -> Optional.empty();
            case Location.File f -> f.file().equals(uri) ? Optional.of(f) : Optional.empty();
            case Location.FileRange(var name, var line, var column, _, _) -> file(new Location.File(name, line, column), uri);
            case Location.Name(_, var child) -> file(child, uri);
            case Location.CallSite(var callee, var caller) -> file(callee, uri).or(() -> file(caller, uri));
            case Location.Fused(_, var parts) -> parts.stream().flatMap(part -> file(part, uri).stream()).findFirst();
        };
    }
}
