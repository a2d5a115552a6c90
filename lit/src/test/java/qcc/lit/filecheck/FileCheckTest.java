package qcc.lit.filecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations in this class were compared with LLVM's FileCheck 22. In one-line cases a tilde stands for a line feed. */
final class FileCheckTest {

    @TempDir
    private Path folder;

    private record Result(int exitCode, String messages) {}

    private Result run(String check, String input, Map<String, String> environment, String... options) {
        try {
            Files.writeString(folder.resolve("c.txt"), check);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var args = new ArrayList<>(List.of(options));
        args.add("c.txt");
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int exitCode = new FileCheck().run(args, in, System.out, new PrintStream(err, true, StandardCharsets.UTF_8), folder, environment);
        return new Result(exitCode, err.toString(StandardCharsets.UTF_8));
    }

    private Result run(String check, String input, String... options) {
        return run(check, input, Map.of(), options);
    }

    private int exitCode(String check, String input, String... options) {
        return run(check.replace('~', '\n'), input.replace('~', '\n'), options).exitCode;
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', ignoreLeadingAndTrailingWhitespace = true, value = {
            // Plain matches, in order.
            "CHECK: a~CHECK: b; a~x~b; 0", "CHECK: a~CHECK: b; b~a; 1", "CHECK: a  b; a \t b; 0", "CHECK : a; b; 2", "XCHECK: a; a; 2",
            "// COM: CHECK: b~CHECK: a; a; 0",
            "// RUN: CHECK: b~CHECK: a; a; 0", "CHECK: a~CHECK-FOO: b; a; 0",
            // Places.
            "CHECK: a~CHECK-NEXT: b; a~b; 0", "CHECK: a~CHECK-NEXT: b; a~x~b; 1", "CHECK: a~CHECK-NEXT: b; ab; 1",
            "CHECK: a~CHECK-SAME: b; a b; 0", "CHECK: a~CHECK-SAME: b; a~b; 1",
            "CHECK: a~CHECK-EMPTY:~CHECK-NEXT: b; a~~b; 0", "CHECK: a~CHECK-EMPTY:~; a~b~~; 1", "CHECK: a~CHECK-EMPTY:~; a~; 0",
            "CHECK: a~CHECK-EMPTY:~; a; 1",
            // Absence: between the neighbors only.
            "CHECK: a~CHECK-NOT: x~CHECK: b; a~b~x; 0", "CHECK: a~CHECK-NOT: x~CHECK: b; a~x~b; 1", "CHECK-NOT: x~CHECK: b; x~b; 1",
            "CHECK: a~CHECK-NOT: x; a~x; 1", "CHECK-NOT: x; a; 0",
            // Any order.
            "CHECK-DAG: b~CHECK-DAG: a; a~b; 0", "CHECK-DAG: foo~CHECK-DAG: fo; foo; 1", "CHECK-DAG: b~CHECK-DAG: a~CHECK: c; c~a~b; 1",
            "CHECK-DAG: b~CHECK-NOT: x~CHECK-DAG: a; a~b; 1",
            "CHECK-DAG: a~CHECK-NOT: x~CHECK-DAG: b; a~x~b; 1", "CHECK-DAG: a~CHECK-DAG: b~CHECK-NOT: x~CHECK-DAG: c; x~b~a~c; 0",
            // Counts.
            "CHECK-COUNT-2: a; a~a; 0", "CHECK-COUNT-2: a; a; 1", "CHECK-COUNT-2: a~CHECK-NOT: a; a~a~a; 1",
            // Literals.
            "CHECK{LITERAL}: {{a}}; {{a}}; 0", "CHECK{LITERAL}: {{a}}; a; 1", "CHECK-DAG{LITERAL}: [[a; [[a; 0",
            "CHECK-COUNT-2{LITERAL}: [[; [[[[; 0",
            // Labels divide the input.
            "CHECK-LABEL: f~CHECK: x~CHECK-LABEL: g; f~x~g; 0", "CHECK-LABEL: f~CHECK: x~CHECK-LABEL: g; f~g~x; 1"})
    void directives(String check, String input, int exitCode) {
        assertThat(exitCode(check, input)).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {"CHECK: {{fo{2}$}};foo;0", "CHECK: {{^b}};ab;1",
            "CHECK: a~CHECK-SAME: {{^}}b;ab;0", "CHECK: a~CHECK-SAME: {{^}}b;a b;1",
            "CHECK: {{[}][}]}};}};0", "CHECK: {{.}}{{$}}~CHECK-NEXT: b;a~b;0", "CHECK: a{{[[:space:]]}}b;a~b;0", "CHECK: a{{.}}b;a~b;1",
            "CHECK: a{{[^x]}}b;a~b;1", "CHECK: {{\\d}};d;0",
            "CHECK: {{\\d}};1;1", "CHECK: {{(a+)b\\1}};aabaa;0", "CHECK: {{^(a+)b\\1$}};aaba;1"})
    void regularExpressions(String check, String input, int exitCode) {
        assertThat(exitCode(check, input)).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {"CHECK: [[X:[a-z]+]] = [[X]]!;a = b! b = b!;0",
            "CHECK: [[X:[a-z]+]]=~CHECK: <[[X]]>;ab=~<ab>;0",
            "CHECK: [[X:[a-z]+]]=~CHECK: <[[X]]>;ab=~<b>;1", "CHECK: [[X:a.c]]~CHECK: [[X]];a+c~aac;1", "CHECK: [[X]];a;1",
            "CHECK: [[@LINE+1]];2;0", "CHECK: [[#@LINE-1]];0;0",
            "CHECK: [[#N:]]~CHECK: b[[#N+1]];4~b5;0", "CHECK: [[#N:]]~CHECK: b[[#N+1]];4~b6;1",
            "CHECK: [[#%x,N:]]~CHECK: b[[#N+1]];f~b10;0", "CHECK: [[#%X,N:]]~CHECK: b[[#%u,N]];1F~b31;0",
            "CHECK: [[#%.4x,10]]{{$}};000a;0", "CHECK: [[#%#X,255]];0xFF;0", "CHECK: <[[#%d,sub(2,5)]]>;<-3>;0", "CHECK: [[#sub(2,5)]];3;1",
            "CHECK: <[[#max(min(7,3),mul(1,2))]]>;<3>;0",
            "CHECK: [[#div(7,2)]]!;3!;0", "CHECK: [[#div(7,0)]];0;1", "CHECK: [[# %.2u , N : == 7 ]];07;0",
            "CHECK: [[#18446744073709551615+1]];18446744073709551616;0"})
    void variables(String check, String input, int exitCode) {
        assertThat(exitCode(check, input)).isEqualTo(exitCode);
    }

    /** {@code java.util.regex} would take the first alternative that matches, POSIX takes the longest match. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {"CHECK: {{a|ab}}[[X:.*]]!~CHECK: <[[X]]>;abc!~<c>",
            "CHECK: [[X:a|ab]]~CHECK: <[[X]]>;ab~<ab>",
            "CHECK: [[X:a|ab]][[Y:c|bcd]][[Z:d*]]~CHECK: <[[X]],[[Y]],[[Z]]>;abcd~<ab,c,d>",
            "CHECK: [[X:(a|ab)(c|bcd)]]~CHECK: <[[X]]>;abcd~<abcd>",
            "CHECK: [[X:.*]] [[Y:.*]]~CHECK: <[[X]],[[Y]]>;a b c~<a b,c>", "CHECK: {{x*}}[[X:x*]]~CHECK: <[[X]]>;xxx~<>"})
    void takesTheLongestMatch(String check, String input) {
        assertThat(exitCode(check, input)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no directive", "CHECK-NEXT: a", "CHECK-SAME: a", "CHECK-EMPTY:\n", "CHECK: {{a", "CHECK: {{(}}",
            "CHECK: {{*}}", "CHECK: {{}}", "CHECK: {{a{2}}}", "CHECK: [[X", "CHECK: [[9]]",
            "CHECK: [[]]", "CHECK: [[X:(]]", "CHECK: [[#A,B:]]", "CHECK: [[#%x]]", "CHECK: [[#1*2]]", "CHECK: [[#foo(1)]]",
            "CHECK: [[#min(1)]]", "CHECK: [[#N:]] [[#N]]",
            "CHECK: [[X:a]]\nCHECK: [[#X:]]", "CHECK: [[#%x,A:]]\nCHECK: [[#%u,B:]]\nCHECK: [[#A+B]]", "CHECK:", "CHECK-COUNT-0: a",
            "CHECK-COUNT-x: a", "CHECK-NEXT-NOT: a", "CHECK-NOT-DAG: a",
            "CHECK: a\nCHECK-EMPTY: a", "CHECK-LABEL: [[X:a]]", "CHECK-LABEL: [[X]]"})
    void unusableCheckFile(String check) {
        var result = run(check, "a\n");
        assertThat(result.exitCode).isEqualTo(FileCheck.UNUSABLE);
        assertThat(result.messages).contains("error: ");
    }

    @Test
    void emptyInput() {
        assertThat(run("CHECK: a\n", "").messages)
                .startsWith("FileCheck error: '<stdin>' is empty.\nFileCheck command line:  FileCheck c.txt\n");
        assertThat(exitCode("CHECK: a", "")).isEqualTo(FileCheck.UNUSABLE);
        assertThat(exitCode("CHECK: a", "", "--allow-empty")).isEqualTo(FileCheck.MISMATCH);
        assertThat(exitCode("CHECK-NOT: a", "", "--allow-empty")).isEqualTo(FileCheck.SUCCESS);
    }

    @Test
    void missingFiles() {
        assertThat(run("CHECK: a", "a", "--input-file=none").messages)
                .isEqualTo("Could not open input file 'none': No such file or directory\n");
        assertThat(exitCode("CHECK: a", "a", "--input-file=none")).isEqualTo(FileCheck.UNUSABLE);
        var none = InputStream.nullInputStream();
        assertThat(new FileCheck().run(List.of(), none, System.out, new PrintStream(OutputStream.nullOutputStream()), folder, Map.of()))
                .isEqualTo(FileCheck.UNUSABLE);
        assertThat(
                new FileCheck().run(List.of("none"), none, System.out, new PrintStream(OutputStream.nullOutputStream()), folder, Map.of()))
                .isEqualTo(FileCheck.UNUSABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"--bogus;1", "--dump-input=bogus;1", "--dump-input-context=x;1", "--check-prefix=B;2",
            "--check-prefixes=CHECK,B;2", "--check-prefixes=CHECK,CHECK;2",
            "--check-prefix=;2", "--check-prefix=a b;2", "-DX;2", "-D=X;2", "-D#X=y;2", "--check-prefix=RUN;2", "--color;0", "-v;0",
            "--dump-input=never;0", "--comment-prefixes=X;0", "--check-prefix=CHECK;0"})
    void options(String option, int exitCode) {
        assertThat(exitCode("CHECK: a", "a", option)).isEqualTo(exitCode);
    }

    @Test
    void prefixes() {
        assertThat(exitCode("A: a~B: b", "a~b", "--check-prefixes=A,B")).isZero();
        assertThat(exitCode("A: a", "a", "--check-prefixes=A,B", "--allow-unused-prefixes")).isZero();
        assertThat(exitCode("AA: a~A: b", "b", "-check-prefix", "A")).isZero();
        assertThat(run("A: a", "a", "--check-prefixes=A,B").messages).isEqualTo("error: no check strings found with prefix 'B:'\n");
    }

    @Test
    void whitespaceAndCase() {
        assertThat(exitCode("CHECK: a  b", "a b", "--strict-whitespace")).isEqualTo(1);
        assertThat(exitCode("CHECK: a", " a ", "--match-full-lines")).isZero();
        assertThat(exitCode("CHECK:a", " a ", "--match-full-lines", "--strict-whitespace")).isEqualTo(1);
        assertThat(exitCode("CHECK: a", "ab", "--match-full-lines")).isEqualTo(1);
        assertThat(exitCode("CHECK-NOT: a~CHECK: c", "ab~c", "--match-full-lines")).isEqualTo(1);
        assertThat(exitCode("CHECK: FoO{{[A-C]}}", "foob", "--ignore-case")).isZero();
    }

    @Test
    void implicitNot() {
        var result = run("CHECK: foo\nCHECK: last\n", "foo\nbar\nlast\n", "--implicit-check-not=bar");
        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.messages).startsWith("""
                command line:1:22: error: IMPLICIT-CHECK-NOT: excluded string found in input
                -implicit-check-not='bar'
                                     ^
                <stdin>:2:1: note: found here
                bar
                ^~~
                """).contains("not:imp1     !~~  error: no match expected");
    }

    @Test
    void commandLineVariablesAndScope() {
        assertThat(exitCode("CHECK: a [[V]] [[#N]] [[#M]]", "a 3 4 F", "-DV=3", "-D#N=4", "-D#%X,M=N+11")).isZero();
        assertThat(exitCode("CHECK: [[V]]~CHECK-LABEL: A", "foo~A", "--enable-var-scope", "-DV=foo")).isZero();
        assertThat(exitCode("CHECK: [[$X:b]] [[Y:c]]~CHECK-LABEL: L~CHECK: [[$X]]", "b c~L~b", "--enable-var-scope")).isZero();
        assertThat(exitCode("CHECK: [[$X:b]] [[Y:c]]~CHECK-LABEL: L~CHECK: [[Y]]", "b c~L~c", "--enable-var-scope")).isEqualTo(1);
    }

    @Test
    void optionsFromTheEnvironment() {
        assertThat(run("CHECK: A", "a", Map.of("FILECHECK_OPTS", "--ignore-case --dump-input=never")).exitCode).isZero();
    }

    @Test
    void columnsCountBytes() {
        assertThat(run("CHECK: é\nCHECK: x\n", "é\n").messages).contains("<stdin>:1:3: note: scanning from here");
    }

    @Test
    void reportsWhatIsMissing() {
        assertThat(run("CHECK: foo\nCHECK: barx\n", "foo\nbaz\nbar\nlast\n").messages).isEqualTo("""
                c.txt:2:8: error: CHECK: expected string not found in input
                CHECK: barx
                       ^
                <stdin>:1:4: note: scanning from here
                foo
                   ^
                <stdin>:3:1: note: possible intended match here
                bar
                ^

                Input file: <stdin>
                Check file: c.txt

                -dump-input=help explains the following input dump.

                Input was:
                <<<<<<
                           1: foo\s
                check:2'0        X error: no match found
                           2: baz\s
                check:2'0     ~~~~
                           3: bar\s
                check:2'0     ~~~~
                check:2'1     ?    possible intended match
                           4: last\s
                check:2'0     ~~~~~
                >>>>>>
                """);
    }

    @Test
    void reportsValuesThatWereUsed() {
        assertThat(run("CHECK: a [[#N:]]\nCHECK: b [[#N+1]]\n", "a 4\nb 6\n", "--dump-input=never").messages).isEqualTo("""
                c.txt:2:8: error: CHECK: expected string not found in input
                CHECK: b [[#N+1]]
                       ^
                <stdin>:1:4: note: scanning from here
                a 4
                   ^
                <stdin>:1:4: note: with "N+1" equal to "5"
                a 4
                   ^
                <stdin>:2:1: note: possible intended match here
                b 6
                ^
                """);
    }

    @Test
    void reportsTheWrongLine() {
        assertThat(run("CHECK: foo\nCHECK-NEXT: bar\n", "foo\nbaz\nbar\n").messages).startsWith("""
                c.txt:2:13: error: CHECK-NEXT: is not on the line after the previous match
                CHECK-NEXT: bar
                            ^
                <stdin>:3:1: note: 'next' match was here
                bar
                ^
                <stdin>:1:4: note: previous match ended here
                foo
                   ^
                <stdin>:2:1: note: non-matching line after previous match is here
                baz
                ^
                """);
    }

    @Test
    void recoversAtTheNextLabel() {
        var messages = run("CHECK-LABEL: f\nCHECK: x\nCHECK-LABEL: g\nCHECK: y\n", "f\ng\nx\n").messages;
        assertThat(messages).contains("c.txt:2:8: error: CHECK: expected", "c.txt:4:8: error: CHECK: expected");
    }

    @Test
    void reportsEachUndefinedVariable() {
        assertThat(run("CHECK: [[#B+A]]\n", "aa\n", "--dump-input=never").messages).contains("c.txt:1:11: error: undefined variable: B\n",
                "c.txt:1:13: error: undefined variable: A\n");
    }

    @Test
    void dumpLeavesOutFarLines() {
        String input = "1\n2\n3\n4\n5\n6\n7\n8\n9\na\nb\nc\nd\ne\nf\ng\n";
        assertThat(run("CHECK: a\nCHECK: qqqqqq\n", input, "--dump-input-context=1").messages).endsWith("""
                <<<<<<
                         .
                         .
                         .
                         9: 9\s
                        10: a\s
                check:2      X error: no match found
                        11: b\s
                check:2     ~~
                         .
                         .
                         .
                >>>>>>
                """);
    }

    @Test
    void dumpsWithGoodMatches() {
        assertThat(run("CHECK: foo\nCHECK: [[X:b.]]\n", "foo\nbaz\n", "--dump-input=always", "-v").messages).endsWith("""
                <<<<<<
                           1: foo\s
                check:1       ^~~
                           2: baz\s
                check:2'0     ^~
                check:2'1     ^~   captured var "X"
                >>>>>>
                """);
    }
}
