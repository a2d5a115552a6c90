package qcc.ir.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.dialect.Dialects;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;

class IrVerifierTest {
    private static List<Diagnostic> verify(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("t", text), Dialects.registry(), diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isEmpty();
        boolean valid = IrVerifier.verify(module.orElseThrow(), diagnostics);
        assertThat(valid).isEqualTo(diagnostics.diagnostics().isEmpty());
        return diagnostics.diagnostics();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "%0 = \"quant.qcast\"() : () -> i32 | 'quant.qcast' op requires a single operand",
            "%a = \"a.b\"() : () -> f32 \"quant.qcast\"(%a) : (f32) -> () | 'quant.qcast' op requires one result",
            "%a = \"a.b\"() : () -> tensor<4xi8> %0 = \"quant.qcast\"(%a) : (tensor<4xi8>) -> tensor<4x!quant.uniform<i8:f32, 0.1>> | "
                    + "'quant.qcast' op operand #0 must be scalar or tensor of floating-point, but got 'tensor<4xi8>'",
            "%a = \"a.b\"() : () -> f32 %0 = \"quant.qcast\"(%a) ({}) : (f32) -> !quant.uniform<i8:f32, 0.1> | 'quant.qcast' op requires zero regions",
            "\"builtin.module\"() : () -> () | 'builtin.module' op requires one region",
            "\"func.func\"() <{sym_name = \"f\"}> ({}) : () -> () | 'func.func' op requires attribute 'function_type'",
            "\"func.func\"() <{sym_name = 1, function_type = () -> ()}> ({}) : () -> () | "
                    + "'func.func' op attribute 'sym_name' failed to satisfy constraint: string attribute",
            "func.func @f() | 'func.func' op symbol declaration cannot have public visibility",
            "\"func.func\"() <{sym_name = \"f\", function_type = (i32) -> ()}> ({ func.return }) : () -> () | "
                    + "'func.func' op entry block must have 1 arguments to match function signature",
            "func.func @f() -> i32 { return } | 'func.return' op has 0 operands, but enclosing function (@f) returns 1",
            "func.func @f(%a: i32) -> i64 { return %a : i32 } | "
                    + "'func.return' op type of return operand 0 ('i32') doesn't match function result type ('i64') in function @f",
            "func.func @f() { return \"a.b\"() : () -> () } | 'func.return' op must be the last operation in the parent block",
            "func.func @f() { func.call @g() : () -> () return } | 'func.call' op 'g' does not reference a valid function",
            "func.func @f() { func.call @f() : () -> i32 return } | 'func.call' op incorrect number of results for callee",
            "func.return | 'func.return' op expects parent op 'func.func'",
            "func.func @f() { ^bb0: } | empty block: expect at least a terminator",
            "func.func @f(%x: i32) { builtin.unrealized_conversion_cast %x : i32 to i8 } | ``",
            "\"a.r\"() ({ \"a.b\"()[^bb1] : () -> () \"a.c\"() : () -> () ^bb1: \"a.c\"() : () -> () }) : () -> () | "
                    + "'a.b' op with block successors must terminate its parent block",
            "func.func @f() { \"func.return\"()[^bb1] : () -> () ^bb1: return } | 'func.return' op requires 0 successors but found 1",
            "\"a.r\"() ({ ^bb0: \"a.b\"()[^bb0] : () -> () }) : () -> () | entry block of region may not have predecessors"})
    void refuses(String text, String message) {
        if (message.isEmpty()) {
            assertThat(verify(text)).extracting(Diagnostic::message)
                    .containsExactly("block with no terminator, has 'builtin.unrealized_conversion_cast'");
            return;
        }
        assertThat(verify(text)).extracting(Diagnostic::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"!quant.uniform<i8:f32, 0.1:300> | zero point 300 is outside of the storage range [-128, 127]",
            "tensor<2x!quant.uniform<i8:f32:1, {0.1}>> | quantized dimension must be less than tensor rank",
            "tensor<3x!quant.uniform<i8:f32:0, {0.1,0.2}>> | quantized dimension size does not match number of scales",
            "tensor<4x6x!quant.uniform<i8:f32:{0:3}, {{0.1}}>> | must be divisible by the corresponding block size 3",
            "tensor<4x6x!quant.uniform<i8:f32:{0:2}, {{0.1}}>> | dimension size 1 of scales tensor at axis 0 should match",
            "tensor<4x6x!quant.uniform<i8:f32:{2:2}, {{0.1}}>> | axis 2"})
    void refusesTypes(String type, String message) {
        assertThat(verify("%0 = \"a.b\"() : () -> " + type)).singleElement()
                .satisfies(d -> assertThat(d.message()).startsWith("'a.b' op ").contains(message));
    }

    @Test
    void acceptsTypesThatFit() {
        assertThat(verify("%0:3 = \"a.b\"() : () -> (tensor<?x2x!quant.uniform<u8<0:200>:f32:1, {0.1:200,0.2}>>,"
                + "tensor<4x6x!quant.uniform<i8:f32:{0:2}, {{0.1},{0.2}}>>, !quant.uniform<i8:f32, 0.1:-128>)")).isEmpty();
    }

    @Test
    void aDefinitionAfterItsUse() {
        var error = verify("func.func @f() {\n \"a.b\"(%0) : (i32) -> ()\n %0 = \"a.c\"() : () -> i32\n return }").getFirst();
        assertThat(error.message()).isEqualTo("operand #0 does not dominate this use");
        assertThat(error.location().describe()).isEqualTo("t:2:2");
        assertThat(error.notes()).singleElement().satisfies(n -> {
            assertThat(n.message()).isEqualTo("operand defined here (op in the same block)");
            assertThat(n.location().describe()).isEqualTo("t:3:7");
        });
    }

    @Test
    void onlyBlocksThatAreAlwaysPassedDominate() {
        var branch = "func.func @f() { \"a.if\"()[^bb1, ^bb2] : () -> () ^bb1: %0 = \"a.x\"() : () -> i32 \"a.br\"()[^bb2] : () -> () "
                + "^bb2: \"a.c\"(%0) : (i32) -> () return }";
        assertThat(verify(branch)).extracting(Diagnostic::message).containsExactly("operand #0 does not dominate this use");
        assertThat(verify(branch.replace("[^bb1, ^bb2]", "[^bb1]"))).isEmpty();
    }

    @Test
    void aResultIsNotVisibleInItsOwnRegion() {
        assertThat(verify("func.func @f() { %0 = \"a.x\"() ({ \"a.y\"(%0) : (i32) -> () }) : () -> i32 return }"))
                .extracting(Diagnostic::message).containsExactly("operand #0 does not dominate this use");
    }

    @Test
    void unreachableBlocksAreNotChecked() {
        assertThat(verify(
                "func.func @f() { return ^bb1: \"a.c\"(%0) : (i32) -> () \"a.d\"()[^bb1] : () -> () ^bb2: %0 = \"a.x\"() : () -> i32 "
                        + "\"a.d\"()[^bb1] : () -> () }"))
                .isEmpty();
    }

    @Test
    void orderIsFreeInModulesAndUnknownOperations() {
        assertThat(verify(
                "\"a.b\"(%0) : (i32) -> () %0 = \"a.c\"() : () -> i32 \"a.r\"() ({ \"a.b\"(%1) : (i32) -> () %1 = \"a.c\"() : () -> i32 })"
                        + " : () -> ()"))
                .isEmpty();
    }

    @Test
    void functionsUseNothingFromOutside() {
        var error = verify("%0 = \"a.c\"() : () -> i32\nfunc.func @f() {\n \"a.b\"(%0) : (i32) -> () return }").getFirst();
        assertThat(error.message()).isEqualTo("'a.b' op using value defined outside the region");
        assertThat(error.notes()).singleElement().satisfies(n -> assertThat(n.location().describe()).isEqualTo("t:2:1"));
    }

    @Test
    void symbolsAreUnique() {
        var error = verify("func.func private @f()\nfunc.func private @f()").getFirst();
        assertThat(error.message()).isEqualTo("redefinition of symbol named 'f'");
        assertThat(error.location().describe()).isEqualTo("t:2:1");
        assertThat(error.notes()).singleElement().satisfies(n -> assertThat(n.location().describe()).isEqualTo("t:1:1"));
    }

    @Test
    void errorsComeInTheOrderOfOperations() {
        assertThat(verify("func.func @a()\nfunc.func @b() -> i32 {\n return }\nfunc.func @c()")).extracting(d -> d.location().describe())
                .containsExactly("t:1:1", "t:3:2", "t:4:1");
    }
}
