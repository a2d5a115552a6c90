package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Every single value of the complete chip file, replaced by one that is out of range or of the wrong type: told once, at its place. */
class EveryKeyTest {
    /** Without the sections that stand for others: what is wrong there is told under both names. */
    private static final String TEXT = TestChips.complete().replace("core: *core, xbar: *xbar, ", "");

    private record Value(String path, ScalarNode node) {
        String with(String replacement) {
            return TEXT.substring(0, node.getStartMark().getIndex()) + replacement + TEXT.substring(node.getEndMark().getIndex());
        }

        String place() {
            return node.getStartMark().getLine() + 1 + ":" + (node.getStartMark().getColumn() + 1);
        }

        boolean isText() {
            return node.getTag().getValue().endsWith(":str");
        }
    }

    private static List<Value> values() {
        var found = new ArrayList<Value>();
        collect("", new Yaml().compose(new StringReader(TEXT)), found);
        return found;
    }

    private static void collect(String path, Node node, List<Value> found) {
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                var key = ((ScalarNode) entry.getKeyNode()).getValue();
                if (entry.getValueNode() instanceof ScalarNode scalar && !key.equals("src")) {
                    found.add(new Value(path + key, scalar));
                } else {
                    collect(path + key + ".", entry.getValueNode(), found);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> wrongValuesAreToldAtTheirPlace() {
        return values().stream().flatMap(value -> Stream.of("-1", value.isText() ? "7" : "many")
                .map(wrong -> DynamicTest.dynamicTest(value.path + ": " + wrong, () -> {
                    var failure = catchThrowableOfType(ChipException.class, () -> ChipLoader.parse(value.with(wrong), "chip.yaml"));
                    assertThat(failure).as("is refused").isNotNull();
                    assertThat(failure.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.line() + ":" + problem.column()).isEqualTo(value.place());
                        assertThat(problem.message()).startsWith(value.path);
                        assertThat(problem.message() + problem.hint()).containsPattern("must be|not one of|each a|unit of");
                    });
                })));
    }
}
