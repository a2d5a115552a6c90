package qcc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.DialectRegistry;
import qcc.ir.FloatType;
import qcc.ir.FoldResult;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;

class QuantTest {
    private static final DialectRegistry REGISTRY = Dialects.registry();
    private static final String Q = "!quant.uniform<i8:f32, 1.000000e-01:3>";

    @ParameterizedTest
    @ValueSource(strings = {Q, "!quant.uniform<u8<0:200>:f32, 1.000000e-01:5>",
            "!quant.uniform<i8<-127:127>:f32:0, {2.000000e-01,4.900000e-01:1}>",
            "!quant.uniform<i8:f32:{0:1, 2:4}, {{{2.000000e-01}, {3.000000e-01}}, {{4.000000e-01:1}, {5.000000e-01}}}>",
            "!quant.any<i8<-4:3>:f32>",
            "!quant.any<i8>", "!quant.calibrated<f32<-0.998:1.232100e+00>>", "!quant.uniform<u32:f32, 1.000000e-01:4294967295>",
            "!quant.uniform<i8:f32, 9.9999999999999992E-41>"})
    void typesReadWhatTheyPrint(String text) {
        var type = Parser.parseType(text, REGISTRY);
        assertThat(type).hasToString(text);
        assertThat(Parser.parseType(text, REGISTRY)).isEqualTo(type).hasSameHashCodeAs(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"!quant.uniform<i33:f32, 0.1> | illegal storage type size: 33",
            "!quant.uniform<u8<0:300>:f32, 0.1> | illegal storage type maximum: 300",
            "!quant.uniform<i8<-129:127>:f32, 0.1> | illegal storage type minimum: -129",
            "!quant.uniform<i8<5:1>:f32, 0.1> | illegal storage min and storage max: (5:1)",
            "!quant.uniform<i8:f16, 100000.0> | scale 1.000000e+05 out of expressed type range [5.960464e-08, 6.550400e+04]",
            "!quant.uniform<i8:f32, -0.1> | out of expressed type range", "!quant.uniform<i8:f32, 1> | unexpected decimal integer literal",
            "!quant.uniform<i8:f32:-1, {0.1}> | illegal quantized dimension: -1",
            "!quant.uniform<i8:f32:{0:1,1:1}, {{0.1},{0.2,0.3}}> | ranks are not consistent",
            "!quant.uniform<i8:i32, 0.1> | invalid kind of type specified", "!quant.foo<i8> | unknown type 'foo' in dialect 'quant'"})
    void refusesTypes(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Parser.parseType(text, REGISTRY)).withMessageContaining(message);
    }

    @Test
    void typesGiveTheirParts() {
        var type = (UniformPerAxisType) Parser.parseType("!quant.uniform<i8<-127:127>:f32:2, {0.5,0.25:-1}>", REGISTRY);
        assertThat(type.isNarrow()).isTrue();
        assertThat(type.storageType()).isEqualTo(IntegerType.I8);
        assertThat(type.axis()).isEqualTo(2);
        assertThat(type.at(1)).isEqualTo(new UniformType(Storage.I8_NARROW, FloatType.F32, 0.25, -1));
        assertThat(type.scales()).containsExactly(0.5, 0.25);
    }

    private static Op last(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("t", text), REGISTRY, diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module.orElseThrow().body().last();
    }

    private static FoldResult fold(String middle, String end, String grid) {
        var op = last(("%0 = \"a.b\"() : () -> Q\n" + middle + "\n" + end).replace("Q", Q).replace("R", grid));
        return op.fold(List.of());
    }

    @Test
    void quantizingWhatWasDequantizedFoldsOnOneGrid() {
        assertThat(fold("%1 = quant.dcast %0 : Q to f32", "%2 = quant.qcast %1 : f32 to R", Q)).isInstanceOf(FoldResult.To.class);
        assertThat(fold("%1 = quant.dcast %0 : Q to f32", "%2 = quant.qcast %1 : f32 to R", Q.replace(":3", ":4")))
                .isEqualTo(FoldResult.NONE);
    }

    @Test
    void storageCastsFoldThereAndBack() {
        assertThat(fold("%1 = quant.scast %0 : Q to i8", "%2 = quant.scast %1 : i8 to R", Q)).isInstanceOf(FoldResult.To.class);
        assertThat(fold("%1 = quant.scast %0 : Q to i8", "%2 = quant.scast %1 : i8 to R", Q.replace("0e-01", "1e-01")))
                .isEqualTo(FoldResult.NONE);
    }

    @Test
    void dequantizingWhatWasQuantizedStays() {
        var op = last(("%0 = \"a.b\"() : () -> f32\n%1 = quant.qcast %0 : f32 to Q\n%2 = quant.dcast %1 : Q to f32").replace("Q", Q));
        assertThat(op.fold(List.of())).isEqualTo(FoldResult.NONE);
    }
}
