package qcc.passes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.Dialects;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.PassContext;

class LowerToCimEffectTest {
    private static PassContext chip(String preset) {
        return new PassContext(Dialects.registry(), new DiagnosticCollector()).with(Chip.class, ChipLoader.preset(preset));
    }

    @Test
    void promisesEveryBitWhereNothingIsConverted() {
        assertThat(new LowerToCimPass(false).effect(chip("d6cim-esscirc23"))).isEqualTo(NumericEffect.EXACT);
    }

    @Test
    void promisesLessWhereConvertersMayLose() {
        assertThat(new LowerToCimPass(false).effect(chip("isaac-isca16"))).isEqualTo(NumericEffect.LOSSY);
        assertThat(new LowerToCimPass(true).effect(chip("isaac-isca16"))).isEqualTo(NumericEffect.EXACT);
    }
}
