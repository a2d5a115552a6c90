package qcc.lit.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RegexMatcherTest {

    private static String match(String pattern, String text) {
        try {
            var parsed = RegexParser.parse(pattern, false, RegexParser.hasBackReference(pattern), 0);
            var matcher = new RegexMatcher(parsed.regex(), parsed.groups(), text);
            return matcher.find(0, text.length()) ? matcher.start() + ":" + text.substring(matcher.start(), matcher.end()) : "none";
        } catch (RegexSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a|ab;xab;1:ab", "(a|ab)(c|bcd);abcd;0:abcd", "(a|ab)(c|bcd)(d*);abcd;0:abcd", "b*;aab;0:",
            "b+;aabb;2:bb", "(ab|a)*b;aabab;0:aabab", "x{2};xxx;0:xx", "x{1,2};xxx;0:xx",
            "x{2,};xxx;0:xxx", "x{;ax{;1:x{", "[]a]+;]a];0:]a]", "[^]a]+;]ab;2:b", "[a-c-]+;-b-d;0:-b-", "[[:digit:]a]+;x1a2;1:1a2",
            "[[.-.]]+;a--;1:--", "[\\n]+;n\\;0:n\\", "a.c;abc;0:abc", "^b;ab;none", "a$;ab;none",
            "()a;a;0:a", "(a*)*;aa;0:aa", "(a|b)\\1;abb;1:bb", "(a*)b\\1;aabaa;0:aabaa", "\\.;a.;1:.", "\\w;aw;1:w", "a**|b;b;error"})
    void leftmostLongest(String pattern, String text, String expected) {
        if (expected.equals("error")) {
            assertThatThrownBy(() -> RegexParser.parse(pattern, false, false, 0)).isInstanceOf(RegexSyntaxException.class);
            return;
        }
        assertThat(match(pattern, text)).isEqualTo(expected);
    }

    @Test
    void linesAreApart() {
        assertThat(match("b.", "ab\nbc")).isEqualTo("3:bc");
        assertThat(match("b[^x]", "ab\nbc")).isEqualTo("3:bc");
        assertThat(match("^b", "ab\nbc")).isEqualTo("3:b");
        assertThat(match("b$", "ab\nbc")).isEqualTo("1:b");
        assertThat(match("b[[:space:]]b", "ab\nbc")).isEqualTo("1:b\nb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"``;empty (sub)expression", "a||b;empty (sub)expression",
            "(;parentheses not balanced", "(a;parentheses not balanced", "a);parentheses not balanced",
            "*a;repetition-operator operand invalid", "^*;repetition-operator operand invalid", "a**;repetition-operator operand invalid",
            "a{2,1};invalid repetition count(s)", "a{256};invalid repetition count(s)",
            "a{2;braces not balanced", "[a;brackets ([ ]) not balanced", "[b-a];invalid character range",
            "[[:foo:]];invalid character class", "[[.ab.]];invalid collating element", "\\;trailing backslash (\\)",
            "\\1;invalid backreference number"})
    void refuses(String pattern, String message) {
        assertThatThrownBy(() -> RegexParser.parse(pattern, false, false, 0)).isInstanceOf(RegexSyntaxException.class).hasMessage(message);
    }

    /** A line without the fixed text of the pattern cannot hold a match, nor can the part of a line before it where the pattern begins with that text. */
    @Test
    void skipsLinesWithoutTheFixedText() {
        assertThat(match("[0-9].*last", "1, ".repeat(100_000) + "\nlast\n2 last")).isEqualTo("300006:2 last");
        assertThat(match("[0-9][[:space:]]last", "1, ".repeat(1000) + "3\nlast")).isEqualTo("3000:3\nlast");
        assertThat(match("x*last", "last xlast")).isEqualTo("0:last");
        assertThat(match("[0-9]+last", "last 1last")).isEqualTo("5:1last");
    }

    @Test
    void manyAlternativesDoNotExplode() {
        assertThat(match("(a|aa|aaa)*b", "a".repeat(2000))).isEqualTo("none");
        assertThat(match("(x*)*y", "x".repeat(300))).isEqualTo("none");
    }

    @Provide
    Arbitrary<String> patterns() {
        var atoms = Arbitraries.of("a", "b", "[ab]", ".", "(a|ab)", "(b|ba|a)", "(ab)*", "a?", "b*", "(a|b)+");
        return atoms.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', 'c').ofMaxLength(7);
    }

    /** The longest match is the longest substring that matches as a whole, which does not depend on the order of alternatives. */
    @Property(tries = 2000)
    void agreesWithWholeMatchesOfSubstrings(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        var oracle = Pattern.compile(pattern);
        String expected = "none";
        for (int start = 0; start <= text.length() && expected.equals("none"); start++) {
            for (int end = text.length(); end >= start && expected.equals("none"); end--) {
                if (oracle.matcher(text.substring(start, end)).matches()) {
                    expected = start + ":" + text.substring(start, end);
                }
            }
        }
        assertThat(match(pattern, text)).isEqualTo(expected);
    }
}
