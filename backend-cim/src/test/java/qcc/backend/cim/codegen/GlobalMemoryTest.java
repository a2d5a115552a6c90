package qcc.backend.cim.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.FunctionType;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;

class GlobalMemoryTest {
    private final FuncOp function = FuncOp.create("f", new FunctionType(List.<Type>of(TensorType.of(IntegerType.I8, 4, 10),
            TensorType.of(IntegerType.I8, 7), TensorType.of(IntegerType.I8, 3)), List.of()), Location.UNKNOWN);
    private final GlobalMemory memory = new GlobalMemory();

    /** The use of a view keeps what it looks at alive. */
    @Test
    void aViewHasTheBytesOfItsInput() {
        var builder = OpBuilder.atEnd(function.entry());
        var first = function.entry().arguments().get(0);
        var late = function.entry().arguments().get(1);
        var view = ViewOp.create(builder, Location.UNKNOWN, first, Shape.of(40)).result();
        var viewOfView = ViewOp.create(builder, Location.UNKNOWN, view, Shape.of(2, 20)).result();
        memory.use(first, 0);
        memory.use(viewOfView, 4);
        memory.use(late, 3);
        memory.allocate(5, 200);
        assertThat(memory.address(view)).isEqualTo(memory.address(first)).isEqualTo(memory.address(viewOfView)).isEqualTo(16);
        assertThat(memory.address(late)).isEqualTo(64);
        assertThat(memory.bytes()).isEqualTo(71);
    }

    @Test
    void constantsLieBelowValues() {
        memory.use(function.entry().arguments().get(2), 0);
        memory.allocate(32, 200);
        assertThat(memory.constant(new byte[3])).isZero();
        assertThat(memory.constant(new byte[16])).isEqualTo(16);
        assertThat(memory.constant(new byte[3])).isZero();
        assertThat(memory.address(function.entry().arguments().get(2))).isEqualTo(32);
        assertThat(memory.constants()).extracting(c -> c.address()).containsExactly(0L, 16L);
        assertThat(memory.bytes()).isEqualTo(35);
    }
}
