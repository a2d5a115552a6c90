package qcc.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PipelineException;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ResolveShapesPass;

class PassesTest {
    @Test
    void areListedByName() {
        assertThat(Passes.ALL.stream().map(kind -> Pass.infoOf(kind).name())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void pipelinesReadBackFromTheirText() throws PipelineException {
        var pipeline = Pipelines.quantize(new ResolveShapesPass(List.of("N:1", "H:32")), new CalibratePass(), new UnifyScalesPass(),
                new QuantizePass(true, RequantizeMode.SHIFT, 4));
        assertThat(PassText.REGISTRY.parse(pipeline.toString())).isEqualTo(pipeline);
        assertThat(pipeline.toString()).contains("resolve-shapes{bind=[N:1,H:32] partial=false}")
                .contains("requantize=shift weight-bits=4");
    }

    @Test
    void refuseOptionsOutOfRange() {
        assertThatThrownBy(() -> PassText.manager("quantize{weight-bits=9}")).hasMessageContaining("weight-bits must be 2 to 8: 9");
        assertThatThrownBy(() -> PassText.manager("calibrate{percentile=0}")).hasMessageContaining("percentile must be above 0");
        assertThatThrownBy(() -> PassText.manager("unify-scales{max-scale-growth=0.5}")).hasMessageContaining("must be at least 1");
        assertThatThrownBy(() -> PassText.manager("resolve-shapes{bind=N}")).hasMessageContaining("bound as NAME:SIZE, not 'N'");
        assertThatThrownBy(() -> PassText.manager("resolve-shapes{bind=[N:1,N:2]}")).hasMessageContaining("'N' is bound twice");
    }
}
