package qcc.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;
import qcc.ir.DialectRegistry;
import qcc.ir.Op;
import qcc.ir.SymbolOp;
import qcc.ir.text.SyntaxIndex.Mention;
import qcc.ir.text.SyntaxListener.Symbol;

/**
 * The texts that are open. Each change is read in the background, the latest version only; questions wait until the version they are asked of
 * has been read.
 */
final class IrDocuments implements TextDocumentService, AutoCloseable {
    /** An open text and what will be known of it. */
    private record Open(TextBuffer text, CompletableFuture<Analysis> analysis) {}

    private final DialectRegistry registry;
    private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();
    private final Map<String, Open> documents = new ConcurrentHashMap<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "reader");
        thread.setDaemon(true);
        return thread;
    });

    IrDocuments(DialectRegistry registry) {
        this.registry = registry;
    }

    void connect(LanguageClient editor) {
        client.complete(editor);
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        change(params.getTextDocument().getUri(), TextBuffer.of(params.getTextDocument().getText()));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        var uri = params.getTextDocument().getUri();
        var open = documents.get(uri);
        if (open == null) {
            return;
        }
        var text = open.text;
        for (var change : params.getContentChanges()) {
            text = change.getRange() == null ? TextBuffer.of(change.getText()) : text.with(change.getRange(), change.getText());
        }
        change(uri, text);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        var uri = params.getTextDocument().getUri();
        documents.remove(uri);
        client.thenAccept(editor -> editor.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of())));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        // what was saved is what was last changed
    }

    private void change(String uri, TextBuffer text) {
        var analysis = new CompletableFuture<Analysis>();
        var open = new Open(text, analysis);
        documents.put(uri, open);
        reader.execute(() -> read(uri, open));
    }

    /** A version that has been replaced meanwhile is not read; who waits for it gets the one that replaced it. */
    private void read(String uri, Open open) {
        var latest = documents.get(uri);
        if (latest != open) {
            if (latest == null) {
                open.analysis.cancel(false);
            } else {
                latest.analysis.whenComplete((result, failure) -> complete(open.analysis, result, failure));
            }
            return;
        }
        try {
            var result = Analysis.of(uri, open.text, registry);
            open.analysis.complete(result);
            client.thenAccept(editor -> editor.publishDiagnostics(new PublishDiagnosticsParams(uri, result.diagnostics())));
        } catch (RuntimeException | Error e) {
            open.analysis.completeExceptionally(e);
        }
    }

    private static void complete(CompletableFuture<Analysis> waiting, Analysis result, Throwable failure) {
        if (failure == null) {
            waiting.complete(result);
        } else {
            waiting.completeExceptionally(failure);
        }
    }

    private <T> CompletableFuture<T> ask(String uri, Function<Analysis, T> question) {
        var open = documents.get(uri);
        return open == null ? CompletableFuture.completedFuture(null) : open.analysis.thenApply(question);
    }

    private static java.util.Optional<Mention> mention(Analysis analysis, Position position) {
        return analysis.index().at(analysis.text().offset(position));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return ask(params.getTextDocument().getUri(), analysis -> mention(analysis, params.getPosition()).map(mention -> {
            var text = new MarkupContent(MarkupKind.MARKDOWN, HoverText.of(mention.thing(), analysis.index()));
            return new Hover(text, analysis.text().range(mention.start(), mention.end()));
        }).orElse(null));
    }

    private static Location location(Analysis analysis, Mention mention) {
        return new Location(analysis.uri(), analysis.text().range(mention.start(), mention.end()));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(DefinitionParams params) {
        return ask(params.getTextDocument().getUri(), analysis -> Either.forLeft(mention(analysis, params.getPosition())
                .flatMap(mention -> analysis.index().definitionOf(mention.thing())).map(found -> List.of(location(analysis, found)))
                .orElse(List.of())));
    }

    /** The references of an operation are those of its symbol, if it has one. */
    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        return ask(params.getTextDocument().getUri(), analysis -> mention(analysis, params.getPosition()).map(mention -> {
            var thing = mention.thing() instanceof SymbolOp op && op.symbolName().isPresent()
                    ? new Symbol(op.symbolName().get())
                    : mention.thing();
            var found = new ArrayList<Location>();
            for (var each : analysis.index().mentionsOf(thing)) {
                if (!each.definition() || params.getContext().isIncludeDeclaration()) {
                    found.add(location(analysis, each));
                }
            }
            return found;
        }).orElseGet(ArrayList::new));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(DocumentSymbolParams params) {
        return ask(params.getTextDocument().getUri(), analysis -> {
            var symbols = new ArrayList<Either<SymbolInformation, DocumentSymbol>>();
            for (var mention : analysis.index().symbolOperations()) {
                var op = (Op) mention.thing();
                var range = analysis.text().range(mention.start(), mention.end());
                ((SymbolOp) op).symbolName().ifPresent(name -> symbols
                        .add(Either.forRight(new DocumentSymbol(name, SymbolKind.Function, range, range, op.name()))));
            }
            return symbols;
        });
    }
}
