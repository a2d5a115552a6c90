package qcc.ir.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.DialectRegistry;
import qcc.ir.OpBuilder;
import qcc.ir.bytecode.BytecodeReader;
import qcc.ir.bytecode.BytecodeWriter;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.transform.CanonicalizePass;
import qcc.ir.transform.CsePass;
import qcc.ir.transform.DcePass;
import qcc.ir.transform.InlinePass;
import qcc.ir.transform.SymbolDcePass;
import qcc.ir.verify.IrVerifier;

/** Much of everything. What takes time that grows with the square of the size does not end within a build, and deep recursion overflows. */
class ScaleTest {
    private static final DialectRegistry REGISTRY = Dialects.registry();
    private static final int MILLION = 1_000_000;
    private static final int MANY = 100_000;
    private static final int DEEP = 1_000;

    private static String repeat(int count, IntFunction<String> piece) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(piece.apply(i));
        }
        return text.toString();
    }

    /** {@code @f(%a)} with a body and a result. */
    private static String function(String body, String result) {
        return "func.func @f(%a: i32) -> i32 {\n" + body + "return " + result + " : i32\n}\n";
    }

    private static ModuleOp parse(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("t.mlir", text), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isEmpty();
        verify(module.orElseThrow());
        return module.get();
    }

    private static void verify(ModuleOp module) {
        var diagnostics = new DiagnosticCollector();
        assertThat(IrVerifier.verify(module, diagnostics)).as(() -> diagnostics.diagnostics().toString()).isTrue();
    }

    private static byte[] print(ModuleOp module) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Printer.print(module, bytes, Set.of(PrintOption.GENERIC));
        return bytes.toByteArray();
    }

    /** Text, copy and binary form agree. */
    private static ModuleOp roundTrip(String text) throws IOException {
        var module = parse(text);
        var printed = print(module);
        assertThat(print((ModuleOp) OpBuilder.copy(module))).isEqualTo(printed);
        var binary = new ByteArrayOutputStream();
        BytecodeWriter.write(module, "test", binary);
        var read = BytecodeReader.read("t", ByteBuffer.wrap(binary.toByteArray()), REGISTRY, new DiagnosticCollector(),
                ParserOptions.ALLOW_UNREGISTERED);
        assertThat(print(read.orElseThrow())).isEqualTo(printed);
        return module;
    }

    private static void run(ModuleOp module, Pass... passes) {
        for (var pass : passes) {
            var diagnostics = new DiagnosticCollector();
            assertThat(pass.run(module, new PassContext(REGISTRY, diagnostics))).isNotEqualTo(Pass.Result.FAILED);
            assertThat(diagnostics.diagnostics()).isEmpty();
        }
        verify(module);
    }

    private static void runAll(ModuleOp module) {
        run(module, new CanonicalizePass(), new CsePass(), new DcePass(), new InlinePass(), new SymbolDcePass());
    }

    private static long count(ModuleOp module, String name) {
        var count = new long[1];
        module.walk(op -> count[0] += op.name().equals(name) ? 1 : 0);
        return count[0];
    }

    @Test
    void aMillionOperationsOneBehindTheOtherAndAValueUsedByAll() throws IOException {
        var module = roundTrip(function(repeat(MILLION, i -> "%" + i + " = arith.addi " + (i == 0 ? "%a" : "%" + (i - 1)) + ", %a : i32\n"),
                "%" + (MILLION - 1)));
        runAll(module);
        assertThat(count(module, "arith.addi")).isEqualTo(MILLION);
    }

    @Test
    void aMillionOperationsThatFoldOneBehindTheOther() {
        var module = parse(function("%c = arith.constant 0 : i32\n%v0 = arith.addi %a, %c : i32\n"
                + repeat(MILLION, i -> "%v" + (i + 1) + " = arith.addi %v" + i + ", %c : i32\n"), "%v" + MILLION));
        run(module, new CanonicalizePass());
        assertThat(count(module, "arith.addi") + count(module, "arith.constant")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canonicalize", "dce"})
    void aMillionDeadUsersOfOneValue(String pass) {
        var module = parse(function("%x = arith.muli %a, %a : i32\n"
                + repeat(MILLION, i -> "%v" + i + " = arith.addi %x, %x : i32\n"), "%x"));
        run(module, pass.equals("dce") ? new DcePass() : new CanonicalizePass());
        assertThat(count(module, "arith.addi")).isZero();
        assertThat(count(module, "arith.muli")).isOne();
    }

    @Test
    void aMillionUsesOfAValueThatIsReplaced() {
        var module = parse(function("%c = arith.constant 0 : i32\n%x = arith.addi %a, %c : i32\n"
                + repeat(MILLION, _ -> "\"t.use\"(%x) : (i32) -> ()\n"), "%x"));
        runAll(module);
        assertThat(count(module, "arith.addi")).isZero();
        assertThat(count(module, "t.use")).isEqualTo(MILLION);
    }

    @Test
    void anOperationWithManyOperandsAndResults() throws IOException {
        var types = "i32" + ", i32".repeat(MANY - 1);
        runAll(roundTrip(function("%x:" + MANY + " = \"t.many\"(%a" + ", %a".repeat(MANY - 1) + ") : (" + types + ") -> (" + types + ")\n"
                + "%y = func.call @g(%x" + "#7" + repeat(MANY - 1, i -> ", %x#" + i) + ") : (" + types + ") -> i32\n", "%y")
                + "func.func private @g(" + types + ") -> i32\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"t.around\"() ({", "module {"})
    void deeplyNestedRegions(String open) throws IOException {
        var close = open.startsWith("module") ? "}\n" : "}) : () -> ()\n";
        var module = roundTrip((open + "\n").repeat(DEEP)
                + function("%x = arith.muli %a, %a : i32\n%y = arith.muli %a, %a : i32\n\"t.use\"(%x, %y) : (i32, i32) -> ()\n", "%a")
                + close.repeat(DEEP));
        runAll(module);
        assertThat(count(module, "arith.muli")).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[|1|]", "{a = |1|}", "loc(\"n\"(|\"f\":1:2|))", "tuple<|i32|>", "() -> (|i32|)",
            "tensor<1xi8, [|1|]>"})
    void deeplyNestedAttributes(String open, String inner, String close) throws IOException {
        boolean location = open.startsWith("loc");
        var start = location
                ? "loc(" + "\"n\"(".repeat(DEEP)
                : open.startsWith("tensor") ? "tensor<1xi8, " + "[".repeat(DEEP) : open.repeat(DEEP);
        var end = location ? ")".repeat(DEEP) + ")" : open.startsWith("tensor") ? "]".repeat(DEEP) + ">" : close.repeat(DEEP);
        var text = start + inner + end;
        var operation = "\"t.holds\"() {x = " + text + "} : () -> ()\n";
        runAll(roundTrip(operation + operation));
    }

    @Test
    void deeplyNestedLocations() throws IOException {
        var calls = "callsite(".repeat(DEEP) + "\"f\":1:2" + " at \"g\":3:4)".repeat(DEEP);
        var module = roundTrip("\"t.here\"() : () -> () loc(" + calls + ")\n");
        assertThat(Printer.toString(module, Set.of(PrintOption.DEBUG_INFO, PrintOption.LOCAL_SCOPE)))
                .contains("callsite(\"f\":1:2 at \"g\":3:4)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a = ", "tuple<", "() -> (", "loc(\"n\"(", "dense<[", "affine_map<() -> (("})
    void tooDeepIsAMistakeInTheText(String open) {
        var diagnostics = new DiagnosticCollector();
        var last = open.substring(open.length() - 1);
        var start = switch (open) {
            case "loc(\"n\"(" -> "loc(" + "\"n\"(".repeat(MANY);
            case "dense<[", "affine_map<() -> ((" -> open + last.repeat(MANY);
            default -> open.repeat(MANY);
        };
        Parser.parse(Source.of("t.mlir", "\"t.holds\"() {x = " + start), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isNotEmpty();
        assertThat(diagnostics.diagnostics().getFirst().message()).contains("nested more than");
    }

    @Test
    void manyFunctionsThatAreInlined() throws IOException {
        var module = roundTrip(
                repeat(MANY, i -> "func.func private @f" + i + "(%a: i32) -> i32 {\n%0 = arith.muli %a, %a : i32\nreturn %0 : i32\n}\n")
                        + function(repeat(MANY, i -> "%" + i + " = func.call @f" + i + "(%a) : (i32) -> i32\n"), "%" + (MANY - 1)));
        run(module, new InlinePass(), new CsePass());
        assertThat(count(module, "func.func")).isOne();
        assertThat(count(module, "arith.muli")).isOne();
    }

    @Test
    void aLongChainOfCallsIsInlined() {
        var module = parse(function("%0 = func.call @f0(%a) : (i32) -> i32\n", "%0")
                + repeat(MANY, i -> "func.func private @f" + i + "(%a: i32) -> i32 {\n"
                        + (i == MANY - 1 ? "return %a" : "%0 = func.call @f" + (i + 1) + "(%a) : (i32) -> i32\nreturn %0")
                        + " : i32\n}\n"));
        runAll(module);
        assertThat(count(module, "func.func")).isOne();
    }

    @Test
    void aBlockWithManyArguments() throws IOException {
        runAll(roundTrip("\"t.around\"() ({\n^bb0(%a0: i32" + repeat(MANY - 1, i -> ", %a" + (i + 1) + ": i32") + "):\n\"t.use\"(%a0"
                + repeat(MANY - 1, i -> ", %a" + (i + 1)) + ") : (i32" + ", i32".repeat(MANY - 1) + ") -> ()\n}) : () -> ()\n"));
    }

    @Test
    void aRegionWithManyBlocks() throws IOException {
        var module = roundTrip(function("\"t.br\"()[^bb1] : () -> ()\n"
                + repeat(MANY, i -> "^bb" + (i + 1) + ":\n%v" + i + " = arith.muli %a, %a : i32\n\"t.use\"(%v" + i
                        + ") : (i32) -> ()\n\"t.br\"()[^bb" + (i + 2) + "] : () -> ()\n")
                + "^bb" + (MANY + 1) + ":\n", "%a"));
        runAll(module);
        assertThat(count(module, "arith.muli")).isOne();
    }

    @Test
    void manyBlocksThatNothingReaches() {
        var module = parse(function("return %a : i32\n"
                + repeat(MANY, i -> "^bb" + (i + 1) + ":\n\"t.br\"()[^bb" + (i + 2) + "] : () -> ()\n") + "^bb" + (MANY + 1) + ":\n",
                "%a"));
        run(module, new DcePass());
        assertThat(count(module, "t.br")).isZero();
    }

    @Test
    void aListAndADictionaryOfManyAttributes() throws IOException {
        runAll(roundTrip("\"t.holds\"() {x = [0" + repeat(MANY, i -> ", " + i) + "], y = {k" + repeat(MANY, i -> " = 1, k" + i)
                + " = 2}} : () -> ()\n"));
    }
}
