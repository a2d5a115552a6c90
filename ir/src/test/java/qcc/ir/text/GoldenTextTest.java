package qcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and what mlir-opt 22.1.8 prints for them; mlir-opt ends its output with an empty line. */
class GoldenTextTest {
    @ParameterizedTest
    @CsvSource({"constructs,generic", "constructs,generic-locations", "constructs,custom", "constructs,custom-locations",
            "regions,generic", "regions,generic-locations", "regions,custom", "regions,custom-locations", "resources,generic",
            "resources,generic-locations", "resources,custom", "resources,custom-locations"})
    void printsWhatMlirPrints(String file, String form) {
        var module = Texts.parse(new Source(file + ".mlir", Texts.resource(file + ".mlir")));
        assertThat(Printer.toString(module, options(form)) + "\n").isEqualTo(expected(file, form));
    }

    @ParameterizedTest
    @CsvSource({"constructs,generic", "constructs,custom", "regions,generic", "regions,custom", "resources,generic", "resources,custom"})
    void readsWhatItPrints(String file, String form) {
        var module = Texts.parse(new Source(file + ".mlir", expected(file, form + "-locations").getBytes(StandardCharsets.UTF_8)));
        assertThat(Printer.toString(module, options(form + "-locations")) + "\n").isEqualTo(expected(file, form + "-locations"));
    }

    private static String expected(String file, String form) {
        return new String(Texts.resource(file + "." + form + ".expected"), StandardCharsets.UTF_8);
    }

    private static Set<PrintOption> options(String form) {
        var options = new HashSet<PrintOption>();
        if (form.startsWith("generic")) {
            options.add(PrintOption.GENERIC);
        }
        if (form.endsWith("locations")) {
            options.add(PrintOption.DEBUG_INFO);
        }
        return options;
    }
}
