package qcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import qcc.ir.Blob;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerType;
import qcc.ir.OpBuilder;
import qcc.ir.Resource;
import qcc.ir.TensorType;

class PrinterTest {
    @Test
    void resourcesOfOneKeyGetDifferentKeys() {
        var module = Texts.parse("\"a.b\"() : () -> ()");
        var builder = new OpBuilder();
        var type = TensorType.of(IntegerType.I8, 1);
        builder.setAttribute(module.body().first(), "x", new DenseResourceAttr(new Resource("k", Blob.of(new byte[]{1}, 1)), type));
        builder.setAttribute(module.body().first(), "y", new DenseResourceAttr(new Resource("k", Blob.of(new byte[]{2}, 1)), type));
        assertThat(Printer.toString(module)).contains("x = dense_resource<k> : tensor<1xi8>, y = dense_resource<k_1> : tensor<1xi8>")
                .contains("k: \"0x0100000001\",\n").contains("k_1: \"0x0100000002\"\n");
    }

    @Test
    void largeBlobsAreLeftOutAndKeepTheirKeys() {
        var module = Texts.parse("\"a.b\"() {x = dense_resource<k> : tensor<2xi8>} : () -> ()\n"
                + "{-# dialect_resources: { builtin: { k: \"0x040000000102\" } } #-}");
        assertThat(Printer.toString(module, Set.of(new PrintOption.ElideResources(2)))).contains("0x040000000102");
        assertThat(Printer.toString(module, Set.of(new PrintOption.ElideResources(1)))).contains("dense_resource<k>").doesNotContain("{-#");
    }

    @Test
    void largeConstantsAreElidedAndSplatsAreNot() {
        var module = Texts.parse("\"a.b\"() {x = dense<[1, 2, 3]> : tensor<3xi8>, y = dense<7> : tensor<9xi8>} : () -> ()");
        assertThat(Printer.toString(module, Set.of(new PrintOption.ElideElements(2))))
                .contains("x = dense_resource<__elided__> : tensor<3xi8>, y = dense<7> : tensor<9xi8>");
        assertThat(Printer.toString(module, Set.of(new PrintOption.ElideElements(3)))).contains("dense<[1, 2, 3]>");
    }

    @Test
    void anOperationInsideIsWrittenAlone() {
        var module = Texts.parse("%0 = \"a.b\"() : () -> i32\n%1 = \"a.c\"(%0) : (i32) -> i32 loc(\"x\")");
        assertThat(Printer.toString(module.body().last())).isEqualTo("%1 = \"a.c\"(%0) : (i32) -> i32");
        assertThat(Printer.toString(module.body().last(), Set.of(PrintOption.DEBUG_INFO))).endsWith("-> i32 loc(\"x\")");
    }

    @Test
    void regionsCanBeSkipped() {
        assertThat(Printer.toString(Texts.parse("func.func @f() { return }"), Set.of(PrintOption.SKIP_REGIONS)))
                .isEqualTo("module {...}\n");
    }
}
