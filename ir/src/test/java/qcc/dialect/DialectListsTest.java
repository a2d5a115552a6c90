package qcc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.dialect.builtin.BuiltinDialect;
import qcc.dialect.func.FuncDialect;
import qcc.dialect.quant.QuantDialect;
import qcc.ir.OpDef;

/** Every operation of a sealed family is in its dialect's list, and the lists are sorted. */
class DialectListsTest {
    static Stream<Arguments> lists() throws ClassNotFoundException {
        return Stream.of(Arguments.of(BuiltinDialect.OPS, Class.forName("qcc.dialect.builtin.BuiltinOp")),
                Arguments.of(FuncDialect.OPS, Class.forName("qcc.dialect.func.FuncDialectOp")),
                Arguments.of(QuantDialect.OPS, Class.forName("qcc.dialect.quant.QuantOp")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listHoldsTheWholeFamily(List<OpDef<?>> list, Class<?> family) {
        assertThat(list).isSortedAccordingTo(Comparator.comparing(OpDef::name));
        assertThat(list.stream().<Class<?>>map(OpDef::kind).toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(family.getPermittedSubclasses()));
    }
}
