package qcc.backend.cim.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.AccumulatorInstruction.Requantize;
import qcc.backend.cim.isa.AccumulatorInstruction.Residual;
import qcc.backend.cim.isa.ControlInstruction.LoadImmediate;
import qcc.backend.cim.isa.ControlInstruction.Loop;
import qcc.backend.cim.isa.ControlInstruction.Window;

class InstructionTest {
    @Property
    void theCatalogueRebuildsEveryInstruction(@ForAll("instructions") Instruction instruction) {
        assertThat(instruction.kind().instruction(instruction.operands())).isEqualTo(instruction);
    }

    @Property
    void everyOperandIsRefusedJustBeyondItsRange(@ForAll("instructions") Instruction instruction) {
        var kind = instruction.kind();
        for (var i = 0; i < kind.operands().size(); i++) {
            var operand = kind.operands().get(i);
            for (var value : new long[]{operand.kind().minimum() - 1, operand.kind().maximum() + 1}) {
                var values = instruction.operands();
                values[i] = value;
                assertThatThrownBy(() -> kind.instruction(values)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(kind.mnemonic() + ": " + operand.name() + " must be in").hasMessageContaining("is " + value);
            }
        }
    }

    @Test
    void recordsRefuseWhatNoWordCanHold() {
        assertThatThrownBy(() -> new Mvm(0, 0, 32, 1, 0, 0, false)).hasMessage("mvm: src must be in 0..31 but is 32");
        assertThatThrownBy(() -> new Mvm(0, 0, 0, 0, 0, 0, false)).hasMessage("mvm: count must be in 1..65535 but is 0");
        assertThatThrownBy(() -> new LoadImmediate(0, 0)).hasMessage("li: dst must be in 1..31 but is 0");
        assertThatThrownBy(() -> new LoadImmediate(1, -1)).hasMessage("li: imm must be in 0..2147483647 but is -1");
        assertThatThrownBy(() -> new Loop(1L << 32, 1)).hasMessage("loop: count must be in 1..4294967295 but is 4294967296");
        assertThatThrownBy(() -> new Requantize(0, 0, 0, 1, 1, 0, 0, RequantizeMode.DOUBLE, Optional.of(new Residual(32, 0))))
                .hasMessage("requantize: residual_src must be in 0..31 but is 32");
    }

    @Test
    void windowSizeDoesNotOverflow() {
        assertThat(new Window(255, 255, 65535, 0, 0).bytes()).isEqualTo(4_261_413_375L);
    }

    @Provide
    Arbitrary<Instruction> instructions() {
        return InstructionArbitraries.instructions();
    }
}
