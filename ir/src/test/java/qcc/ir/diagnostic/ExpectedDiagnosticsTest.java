package qcc.ir.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.ir.Location;

class ExpectedDiagnosticsTest {
    private static Location line(int number) {
        return new Location.File("f", number, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nx // expected-error {{bad thing}}", "// expected-error@+1 {{bad thing}}\nx",
            "// expected-error@below {{bad thing}}\nx",
            "\nx\n// expected-error@-1 {{bad thing}}", "\nx\n// expected-error@above {{bad}}",
            "\nx // expected-error-re {{b{{a.}} thin{{.}}}}"})
    void meetsWhatIsExpected(String text) {
        var expected = new ExpectedDiagnostics("f", text, 1);
        assertThat(expected.problems()).hasSize(1);
        expected.report(Diagnostic.error(line(2), "a bad thing happened"));
        assertThat(expected.problems()).isEmpty();
    }

    @Test
    void linesWithCommentsDoNotCountForBelow() {
        var expected = new ExpectedDiagnostics("f", "// expected-error@below {{a}}\n// expected-warning@below {{b}}\nx", 1);
        expected.report(Diagnostic.error(line(3), "a"));
        expected.report(Diagnostic.warning(line(3), "b"));
        assertThat(expected.problems()).isEmpty();
    }

    @Test
    void otherLinesKindsAndTextsDiffer() {
        var expected = new ExpectedDiagnostics("f", "x // expected-error {{a.c}}", 1);
        expected.report(Diagnostic.warning(line(1), "a.c"));
        expected.report(Diagnostic.error(line(2), "a.c"));
        expected.report(Diagnostic.error(line(1), "abc"));
        assertThat(expected.problems()).extracting(Diagnostic::message).containsExactly("unexpected warning: a.c", "unexpected error: a.c",
                "unexpected error: abc", "expected error \"a.c\" was not produced");
    }

    @Test
    void oneCommentMeetsOneDiagnostic() {
        var expected = new ExpectedDiagnostics("f", "x // expected-error {{a}}", 1);
        expected.report(Diagnostic.error(line(1), "a"));
        expected.report(Diagnostic.error(line(1), "a"));
        assertThat(expected.problems()).extracting(Diagnostic::message).containsExactly("unexpected error: a");
    }

    @Test
    void notesMayBeLeftOutButNotMissing() {
        var expected = new ExpectedDiagnostics("f", "x // expected-error {{a}}\ny // expected-note {{n}}", 1);
        expected.report(Diagnostic.error(line(1), "a").note(line(1), "other"));
        assertThat(expected.problems()).extracting(Diagnostic::message).containsExactly("expected note \"n\" was not produced");
    }

    @Test
    void partsOfASplitFileKeepTheirLines() {
        var expected = new ExpectedDiagnostics("f", "x // expected-error {{a}}", 7);
        expected.report(Diagnostic.error(line(7), "a"));
        expected.report(Diagnostic.error(Location.UNKNOWN, "b"));
        assertThat(expected.problems()).extracting(Diagnostic::message).containsExactly("unexpected error: b");
    }
}
