package qcc.ir.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import qcc.ir.Location;

class DiagnosticRendererTest {
    private static final DiagnosticRenderer RENDERER = new DiagnosticRenderer(
            (file, line) -> file.equals("f") && line == 2 ? "\tü x y" : "");

    @Test
    void showsTheLineAndTheColumn() {
        var diagnostic = Diagnostic.error(new Location.File("f", 2, 5), "wrong").note(new Location.File("g", 1, 1), "because");
        assertThat(RENDERER.render(diagnostic)).isEqualTo("f:2:5: error: wrong\n\tü x y\n\t  ^\ng:1:1: note: because\n");
    }

    @Test
    void showsNamesAndCallers() {
        assertThat(RENDERER.render(Diagnostic.warning(Location.named("conv1"), "slow"))).isEqualTo("\"conv1\": warning: slow\n");
        assertThat(RENDERER.render(Diagnostic.remark(new Location.Name("conv1", new Location.File("m.onnx", 3, 0)), "ok")))
                .isEqualTo("m.onnx:3:0: remark: ok [\"conv1\"]\n");
        var call = new Location.CallSite(new Location.File("a", 1, 1), new Location.File("b", 2, 2));
        assertThat(RENDERER.render(Diagnostic.error(call, "no"))).isEqualTo("a:1:1: error: no\nb:2:2: note: called from\n");
    }
}
