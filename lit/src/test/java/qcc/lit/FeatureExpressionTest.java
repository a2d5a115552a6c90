package qcc.lit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeatureExpressionTest {
    private static final Set<String> FEATURES = Set.of("a", "b", "c++=1.0", "target-x86_64");

    @ParameterizedTest
    @CsvSource({"a,true", "x,false", "!x,true", "!!a,true", "a && b,true", "a && x,false", "x || b,true", "x || y,false",
            "x && y || a,true", "x && (y || a),false", "!(a && b),false",
            "!x && a,true", "true,true", "false,false", "c++=1.0,true", "target-{{.*}},true", "target-{{arm|x86}}_64,true",
            "{{arm|x86}}_64,false", "a&&b,true", "(a),true"})
    void evaluates(String expression, boolean value) throws FeatureExpression.SyntaxException {
        assertThat(FeatureExpression.evaluate(expression, FEATURES)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a &&", "&& a", "(a", "a)", "!", "a & b", "{{(}}", "\"a\""})
    void refuses(String expression) {
        assertThatThrownBy(() -> FeatureExpression.evaluate(expression, FEATURES)).isInstanceOf(FeatureExpression.SyntaxException.class)
                .hasMessageContaining("in expression: '" + expression + "'");
    }

    @Test
    void saysWhatIsExpected() {
        assertThatThrownBy(() -> FeatureExpression.evaluate("foo &&", FEATURES))
                .hasMessage("expected: '!', '(', '{{', or identifier\nhave: <end of expression>\nin expression: 'foo &&'");
        assertThatThrownBy(() -> FeatureExpression.evaluate("(foo", FEATURES))
                .hasMessage("expected: ')'\nhave: <end of expression>\nin expression: '(foo'");
    }
}
