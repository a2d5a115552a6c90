package qcc.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qcc.dialect.Dialects;

/** Talks to the server as an editor does, over the protocol. */
class IrLanguageServerTest {
    private static final String URI = "file:///folder/network.mlir";
    private static final int PIPE = 1 << 20;
    private static final String TEXT = """
            func.func @twice(%a: i32) -> i32 {
              %sum = arith.addi %a, %a : i32 // ünïcödé 𝄞
              return %sum : i32
            }
            func.func @main(%x: i32) {
              "a.b"()[^next] : () -> ()
            ^next:
              %y = func.call @twice(%x) : (i32) -> i32
              %z = func.call @twice(%y) : (i32) -> i32
              return
            }
            """;

    private final Editor editor = new Editor();
    private CompletableFuture<Integer> exit;
    private LanguageServer server;
    private PipedOutputStream toServer;

    /** Remembers what the server tells. */
    private static final class Editor implements LanguageClient {
        private final BlockingQueue<PublishDiagnosticsParams> diagnostics = new LinkedBlockingQueue<>();

        @Override
        public void telemetryEvent(Object object) {}

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams params) {
            diagnostics.add(params);
        }

        @Override
        public void showMessage(MessageParams params) {}

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void logMessage(MessageParams params) {}
    }

    @BeforeEach
    void start() throws IOException, ExecutionException, InterruptedException {
        toServer = new PipedOutputStream();
        var toEditor = new PipedOutputStream();
        var fromEditor = new PipedInputStream(toServer, PIPE);
        var fromServer = new PipedInputStream(toEditor, PIPE);
        exit = CompletableFuture.supplyAsync(() -> {
            try {
                return IrLanguageServer.serve(fromEditor, toEditor, Dialects.registry());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var launcher = LSPLauncher.createClientLauncher(editor, fromServer, toServer);
        launcher.startListening();
        server = launcher.getRemoteProxy();
        assertThat(server.initialize(new InitializeParams()).get().getCapabilities().getHoverProvider().getLeft()).isTrue();
    }

    @AfterEach
    void stop() throws IOException, ExecutionException, InterruptedException {
        server.shutdown().get();
        server.exit();
        toServer.close();
        assertThat(exit.get()).isZero();
    }

    private void open(String text) {
        server.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(URI, "mlir", 1, text)));
    }

    private void change(int version, Range range, String text) {
        server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(URI, version),
                List.of(new TextDocumentContentChangeEvent(range, text))));
    }

    private List<String> messages() throws InterruptedException {
        var published = editor.diagnostics.poll(60, TimeUnit.SECONDS);
        return published.getDiagnostics().stream().map(d -> "%d:%d-%d %s".formatted(d.getRange().getStart().getLine(),
                d.getRange().getStart().getCharacter(), d.getRange().getEnd().getCharacter(), d.getMessage().getLeft())).toList();
    }

    private static TextDocumentIdentifier document() {
        return new TextDocumentIdentifier(URI);
    }

    private String hover(int line, int column) throws ExecutionException, InterruptedException {
        var hover = server.getTextDocumentService().hover(new HoverParams(document(), new Position(line, column))).get();
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    private static String text(Range range) {
        return "%d:%d-%d".formatted(range.getStart().getLine(), range.getStart().getCharacter(), range.getEnd().getCharacter());
    }

    private List<String> definition(int line, int column) throws ExecutionException, InterruptedException {
        return server.getTextDocumentService().definition(new DefinitionParams(document(), new Position(line, column))).get().getLeft()
                .stream().map(found -> text(found.getRange())).toList();
    }

    private List<String> references(int line, int column) throws ExecutionException, InterruptedException {
        var params = new ReferenceParams(document(), new Position(line, column), new ReferenceContext(true));
        return server.getTextDocumentService().references(params).get().stream().map(found -> text(found.getRange())).toList();
    }

    @Test
    void tellsTypesOriginsAndDocumentation() throws Exception {
        open(TEXT);
        assertThat(messages()).isEmpty();
        assertThat(hover(2, 10)).contains("i32").contains("result of `arith.addi`").contains("used 1 time");
        assertThat(hover(1, 21)).contains("argument 0 of a block").contains("used 2 times");
        assertThat(hover(1, 12)).contains("arith.addi : (i32, i32) -> i32").contains("the sum of integers").contains("modulo 2^width");
        assertThat(hover(7, 20)).contains("func.func");
        assertThat(hover(5, 12)).contains("block with 0 arguments");
        assertThat(hover(5, 4)).contains("an operation that no dialect here defines");
        assertThat(hover(3, 0)).isEmpty();
    }

    @Test
    void findsDefinitions() throws Exception {
        open(TEXT);
        assertThat(definition(2, 10)).containsExactly("1:2-6");
        assertThat(definition(1, 21)).containsExactly("0:17-19");
        assertThat(definition(5, 12)).containsExactly("6:0-5");
        assertThat(definition(8, 20)).containsExactly("0:0-9");
        assertThat(definition(3, 0)).isEmpty();
    }

    @Test
    void findsReferences() throws Exception {
        open(TEXT);
        assertThat(references(0, 18)).containsExactly("0:17-19", "1:20-22", "1:24-26");
        assertThat(references(0, 12)).containsExactly("0:10-16", "7:17-23", "8:17-23");
        assertThat(references(6, 2)).containsExactly("5:10-15", "6:0-5");
    }

    @Test
    void listsFunctions() throws Exception {
        open(TEXT);
        var symbols = server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(document())).get();
        assertThat(symbols).extracting(symbol -> symbol.getRight().getName()).containsExactly("twice", "main");
    }

    @Test
    void showsMistakesOfTextAndOfIrAsTheyComeAndGo() throws Exception {
        open(TEXT);
        assertThat(messages()).isEmpty();
        change(2, new Range(new Position(1, 15), new Position(1, 19)), "nope");
        assertThat(messages()).containsExactly("1:9-19 custom op 'arith.nope' is unknown");
        change(3, new Range(new Position(1, 15), new Position(1, 19)), "addi");
        assertThat(messages()).isEmpty();
        change(4, new Range(new Position(2, 2), new Position(2, 8)), "\"func.return\"");
        assertThat(messages()).hasSize(1);
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(document()));
        assertThat(messages()).isEmpty();
        assertThat(hover(1, 12)).isEmpty();
    }

    @Test
    void columnsCountUtf16() throws Exception {
        open("\"a.b\"() {n = \"𝄞é\"} : () -> () %\n");
        assertThat(messages()).singleElement().asString().startsWith("0:31-");
    }

    @Test
    void keepsUpWithAHundredThousandLines() throws Exception {
        var text = new StringBuilder("func.func @long(%v0: i32) -> i32 {\n");
        for (int i = 1; i <= 100_000; i++) {
            text.append("  %%v%d = arith.addi %%v%d, %%v0 : i32\n".formatted(i, i - 1));
        }
        open(text.append("  return %v100000 : i32\n}\n").toString());
        assertThat(messages()).isEmpty();
        change(2, new Range(new Position(50_000, 2), new Position(50_000, 9)), "%renamed");
        change(3, new Range(new Position(50_001, 23), new Position(50_001, 30)), "%renamed");
        assertThat(definition(50_001, 25)).containsExactly("50000:2-10");
        assertThat(references(0, 17)).hasSize(100_002);
    }
}
