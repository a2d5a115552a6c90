package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class OnnxOperatorsTest {
    @Test
    void operatorsAreSorted() {
        assertThat(OnnxOperators.ALL).extracting(OnnxOperator::name).isSorted().doesNotHaveDuplicates();
    }

    /** If this fails, run it with {@code -Dqcc.docs.update=true}, which writes what {@link OnnxOperators#markdown} gives. */
    @Test
    void thePageIsUpToDate() throws IOException {
        var page = Path.of(System.getProperty("qcc.root"), "docs", "onnx-operators.md");
        if (Boolean.getBoolean("qcc.docs.update")) {
            Files.writeString(page, OnnxOperators.markdown());
        }
        assertThat(Files.readString(page)).isEqualTo(OnnxOperators.markdown());
    }
}
