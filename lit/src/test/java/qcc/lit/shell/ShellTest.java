package qcc.lit.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import qcc.lit.Tool;

final class ShellTest {
    private static final Tool BOTH = (_, _, out, err, _, _) -> {
        out.println("out");
        err.println("err");
        return 3;
    };

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("b.txt"), "one\ntwo\n");
        Files.writeString(folder.resolve("a.txt"), "one\n");
        shell = new Shell(Map.of("both", BOTH), Map.of("PATH", System.getenv("PATH")), folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', value = {"echo a b@0@a b~", "echo 'a  b' \"c 'd\" e\\ f@0@a  b c 'd e f~",
            "echo -n a@0@a", "echo a#b # c@0@a#b # c~", "echo *.txt@0@a.txt b.txt~",
            "echo '*.txt' \"?.txt\"@0@*.txt ?.txt~", "echo *.none@0@*.none~", "echo ./[a]*@0@./a.txt~", "true@0@``", "false@1@``",
            "false; echo a@0@a~", "false && echo a@1@``", "false || echo a@0@a~",
            "true || echo a && echo b@0@b~", "false && echo a || echo b@0@b~", "echo a | cat@0@a~", "false | cat@1@``", "both | true@3@``",
            "cat < a.txt@0@one~", "cat a.txt - < b.txt@0@one~one~two~",
            "not false@0@``", "not true@1@``", "not not true@0@``", "not both | cat@0@out~", "env A=1 env -u PATH@0@A=1~",
            "echo a > f && echo b >> f && cat f@0@a~b~", "echo a > f; echo b > f; cat f@0@b~",
            "both 2> f; cat f@0@out~err~", "both > f 2>&1; cat f@0@out~err~", "both 2>&1 > f; cat f@0@err~out~",
            "both &> f; cat f@0@out~err~", "both >& f; cat f@0@out~err~", "both 2> f >> g; cat g f@0@out~err~",
            "both 2>&1 | cat@3@out~err~", "sh -c 'cat; echo e >&2; exit 4' < a.txt 2> f; cat f@0@one~e~",
            "sh -c 'echo o; echo e >&2' 2>&1 | cat@0@o~e~", "sh -c 'kill -9 $$'@137@``",
            "not --crash sh -c 'kill -9 $$'@0@``", "mkdir d && cd d && echo a > f && cd .. && cat d/f@0@a~",
            "mkdir -p d/e d/e && cp a.txt d/e && cp -r d g && cat g/e/a.txt@0@one~", "rm a.txt && echo *@0@b.txt~",
            "rm none@1@``", "rm -f none@0@``", "mkdir d; rm d@1@``", "mkdir d && rm -r d && echo *@0@a.txt b.txt~", "mkdir a.txt@1@``",
            "export X=y && env -u PATH@0@X=y~", "diff a.txt a.txt@0@``",
            "echo one | diff - a.txt@0@``", "echo ' o  ne' | diff -w - a.txt@0@``", "diff none a.txt@2@``", "diff -Q a.txt a.txt@2@``",
            ": anything@0@``", "mkdir -p d/e && cp a.txt d/e && cat d/*/*.txt@0@one~", "pushd / && popd && cat a.txt@0@one~", "popd@1@``",
            "umask 077 && sh -c umask@0@0077~", "ulimit -n 50 && sh -c 'ulimit -n'@0@50~", "umask x@1@``", "ulimit -q 1@1@``",
            "echo %{readfile:a.txt}@0@one~~", "echo -e 'a\\x41'@0@aA~", "export A=b C=d@1@``", "nosuchcommand@127@``",
            "not nosuchcommand@127@``",
            "cat none@1@``", "cat < none@1@``", "cd none@1@``", "echo a;@0@a~"})
    void runs(String line, int exitCode, String expected) throws ShellSyntaxException {
        assertThat(shell.run(line)).as(err()).isEqualTo(exitCode);
        assertThat(out()).isEqualTo(expected.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"echo 'a;missing closing quote in: echo 'a",
            "echo a |;a command is missing at the end of: echo a |", "echo a >;no file after '>' in: echo a >",
            "| cat;unexpected '|' in: | cat", "echo a & echo b;'&' (a command in the background) is not supported in: echo a & echo b"})
    void refuses(String line, String message) {
        assertThatThrownBy(() -> shell.run(line)).isInstanceOf(ShellSyntaxException.class).hasMessage(message);
        assertThat(out()).isEmpty();
    }

    @Test
    void printsOneHunk() throws ShellSyntaxException {
        assertThat(shell.run("diff -u a.txt b.txt")).isEqualTo(1);
        assertThat(out()).isEqualTo("--- a.txt\n+++ b.txt\n@@ -1 +1,2 @@\n one\n+two\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat none", "cat < none", "cp none a.txt", "rm none"})
    void namesTheMissingFile(String line) throws ShellSyntaxException {
        assertThat(shell.run(line)).isEqualTo(1);
        assertThat(err()).contains("none: No such file or directory");
    }
}
