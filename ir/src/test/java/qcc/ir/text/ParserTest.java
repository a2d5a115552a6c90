package qcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.verify.IrVerifier;

class ParserTest {
    @Test
    void locationsOfOperationsAreTheirNames() {
        var module = Texts.parse("\n  %0 = \"a.b\"() : () -> i32");
        assertThat(module.location()).isEqualTo(new Location.File("t.mlir", 0, 0));
        assertThat(module.body().first().location()).isEqualTo(new Location.File("t.mlir", 2, 8));
    }

    @Test
    void aModuleAloneIsNotWrapped() {
        assertThat(Texts.parse("module @m {}").symbolName()).contains("m");
        assertThat(Texts.parse("module @m {} module {}").symbolName()).isEmpty();
        assertThat(Texts.parse("").body().isEmpty()).isTrue();
    }

    @Test
    void locationAliasesMayBeDefinedLater() {
        var module = Texts.parse("\"a.r\"() ({ ^bb0(%x: i32 loc(#l)): }) : () -> () loc(#l)\n#l = loc(\"n\"(\"f\":1:2))");
        var expected = new Location.Name("n", new Location.File("f", 1, 2));
        var op = module.body().first();
        assertThat(op.location()).isEqualTo(expected);
        assertThat(op.region(0).entry().argument(0).location()).isEqualTo(expected);
    }

    @Test
    void undefinedLocationAlias() {
        assertThat(Texts.error("\"a.b\"() : () -> () loc(#l)")).isEqualTo("1:24: operation location alias was never defined");
    }

    @Test
    void valuesMayBeUsedBeforeTheirDefinition() {
        var module = Texts.parse("\"a.b\"(%0#1) : (i32) -> ()\n%0:2 = \"a.c\"() : () -> (f32, i32)");
        assertThat(module.body().first().operand(0)).isSameAs(module.body().last().result(1));
    }

    @Test
    void usesAndDefinitionsMustAgree() {
        assertThat(Texts.error("\"a.b\"(%0) : (i32) -> ()\n%0 = \"a.c\"() : () -> f32"))
                .isEqualTo("2:1: definition of SSA value '%0#0' has type 'f32'");
        assertThat(Texts.error("%0 = \"a.c\"() : () -> f32\n\"a.b\"(%0) : (i32) -> ()"))
                .isEqualTo("2:7: use of value '%0' expects different type than prior uses: 'i32' vs 'f32'");
        assertThat(Texts.error("%0 = \"a.c\"() : () -> f32\n\"a.b\"(%0#1) : (i32) -> ()"))
                .isEqualTo("2:7: reference to invalid result number");
        assertThat(Texts.error("%0:2 = \"a.c\"() : () -> f32")).isEqualTo("1:1: operation defines 1 results but was provided 2 to bind");
    }

    @Test
    void everyUndefinedValueIsReported() {
        var diagnostics = new DiagnosticCollector();
        assertThat(Parser.parse(Source.of("t", "\"a.b\"(%x, %y) : (i32, i32) -> ()"), Texts.REGISTRY, diagnostics,
                ParserOptions.ALLOW_UNREGISTERED)).isEmpty();
        assertThat(diagnostics.diagnostics()).extracting(d -> d.location().describe()).containsExactly("t:1:7", "t:1:11");
    }

    @Test
    void namesOfARegionEndWithIt() {
        assertThat(Texts.error("\"a.r\"() ({ %0 = \"a.b\"() : () -> i32 }) : () -> ()\n\"a.c\"(%0) : (i32) -> ()"))
                .isEqualTo("2:7: use of undeclared SSA value name");
        Texts.parse("\"a.r\"() ({ %0 = \"a.b\"() : () -> i32 }, { %0 = \"a.b\"() : () -> f32 }) : () -> ()");
    }

    @Test
    void redefinitionsShowTheFirst() {
        var diagnostics = new DiagnosticCollector();
        Parser.parse(Source.of("t", "%a = \"a.b\"() : () -> i32\n%a = \"a.b\"() : () -> i32"), Texts.REGISTRY, diagnostics,
                ParserOptions.ALLOW_UNREGISTERED);
        var diagnostic = diagnostics.diagnostics().getFirst();
        assertThat(diagnostic.message()).isEqualTo("redefinition of SSA value '%a'");
        assertThat(diagnostic.notes()).singleElement().satisfies(n -> {
            assertThat(n.message()).isEqualTo("previously defined here");
            assertThat(n.location().describe()).isEqualTo("t:1:1");
        });
    }

    @Test
    void unknownDialectsNeedPermission() {
        assertThat(Texts.error("\"a.b\"() : () -> ()", ParserOptions.STRICT)).startsWith("1:1: operation 'a.b' belongs to a dialect");
        assertThat(Texts.error("func.func private @f(!a.b)", ParserOptions.STRICT)).startsWith("1:22: type '!a.b' belongs to dialect 'a'");
        assertThat(Texts.error("\"func.b\"() : () -> ()"))
                .isEqualTo("1:1: unregistered operation 'func.b' found in dialect ('func') that does not allow unknown operations");
    }

    @Test
    void inherentAttributesAreReadInTheOldPlace() {
        var module = Texts
                .parse("\"func.func\"() ({}) {sym_name = \"f\", function_type = () -> (), sym_visibility = \"private\", a.b} : () -> ()");
        assertThat(Printer.toString(module)).isEqualTo("module {\n  func.func private @f() attributes {a.b}\n}\n");
        assertThat(Texts.error("\"func.func\"() <{nope}> : () -> ()")).endsWith("'func.func' op has no property 'nope'");
    }

    @Test
    void attributesSharingAKeyShareTheResource() {
        var op = Texts.parse("\"a.b\"() {x = dense_resource<k> : tensor<2xi8>, y = dense_resource<k> : tensor<1xi16>} : () -> ()\n"
                + "{-# dialect_resources: { builtin: { k: \"0x040000000102\" } } #-}").body().first();
        var x = op.attribute("x", DenseResourceAttr.class).orElseThrow().resource();
        assertThat(x).isSameAs(op.attribute("y", DenseResourceAttr.class).orElseThrow().resource());
        assertThat(x.blob().orElseThrow().toArray()).containsExactly(1, 2);
        assertThat(x.blob().orElseThrow().alignment()).isEqualTo(4);
    }

    @Test
    void typesAndAttributesAlone() {
        assertThat(Parser.parseType("tensor<4x?x!quant.uniform<i8:f32, 0.1:3>>", Texts.REGISTRY))
                .hasToString("tensor<4x?x!quant.uniform<i8:f32, 1.000000e-01:3>>");
        assertThat(Parser.parseAttribute("5 : i8", Texts.REGISTRY)).isEqualTo(Parser.parseAttribute("0x05 : i8", Texts.REGISTRY))
                .isInstanceOf(IntegerAttr.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Parser.parseType("tensor<4x>", Texts.REGISTRY))
                .withMessageContaining("column 10");
        assertThatIllegalArgumentException().isThrownBy(() -> Parser.parseType("i32 i32", Texts.REGISTRY))
                .withMessageContaining("unexpected text");
    }

    @Test
    void splitPartsKeepTheirLines() {
        var parts = Source.of("t", "// a\n// -----\n// b\n// -----\n\"a.b\"( : () -> ()\n").split();
        assertThat(parts).hasSize(3);
        var diagnostics = new DiagnosticCollector();
        Parser.parse(parts.get(2), Texts.REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).singleElement().satisfies(d -> assertThat(d.location().describe()).isEqualTo("t:5:8"));
        assertThat(parts.get(2).line(5)).isEqualTo("\"a.b\"( : () -> ()");
    }

    @Test
    void deepRegionsFitTheStack() {
        int depth = 1000;
        var module = Texts.parse("\"a.r\"() ({".repeat(depth) + "}) : () -> ()".repeat(depth));
        assertThat(IrVerifier.verify(module, new DiagnosticCollector())).isTrue();
        var printed = Printer.toString(module, Set.of(PrintOption.GENERIC));
        assertThat(Printer.toString(Texts.parse(printed), Set.of(PrintOption.GENERIC))).isEqualTo(printed);
    }

    @Test
    void regionsTooDeepAreRefused() {
        assertThat(Texts.error("\"a.r\"() ({".repeat(20000))).contains("regions are nested more than 2000 deep");
    }

    @Test
    void manyOperations() {
        int count = 200_000;
        var text = new StringBuilder("%0 = \"a.c\"() : () -> i32\n");
        for (int i = 1; i < count; i++) {
            text.append('%').append(i).append(" = \"a.b\"(%0, %").append(i - 1).append(") : (i32, i32) -> i32\n");
        }
        var printed = Printer.toString(Texts.parse(text.toString()), Set.of(PrintOption.GENERIC));
        assertThat(printed).contains("%199999 = \"a.b\"(%0, %199998) : (i32, i32) -> i32");
        assertThat(printed.lines().count()).isEqualTo(count + 2L);
    }
}
