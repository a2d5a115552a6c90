package qcc.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import qcc.dialect.Dialects;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;

/** Copies of operations with everything inside. */
class OpCopyTest {
    @Test
    void aUseDeepInsideOfAValueThatComesLaterPointsIntoTheCopy() {
        var text = """
                "t.graph"() ({
                  "t.inner"() ({
                    "t.use"(%later) : (i32) -> ()
                  }) : () -> ()
                  %later = "t.make"() : () -> i32
                }) : () -> ()
                """;
        var module = Parser
                .parse(Source.of("t.mlir", text), Dialects.registry(), new DiagnosticCollector(), ParserOptions.ALLOW_UNREGISTERED)
                .orElseThrow();
        var ops = new ArrayList<Op>();
        OpBuilder.copy(module).walk(ops::add);
        var use = ops.stream().filter(op -> op.name().equals("t.use")).findFirst().orElseThrow();
        assertThat(ops).contains(use.operand(0).definingOp());
    }
}
