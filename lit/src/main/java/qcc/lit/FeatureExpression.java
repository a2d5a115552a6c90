package qcc.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A condition over the names of features: names, {@code {{regex}}} parts inside names, {@code !}, {@code &&}, {@code ||}, parentheses, {@code true} and {@code false}.
 */
final class FeatureExpression {

    /** An expression that breaks the grammar. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    private static final Pattern TOKEN = Pattern.compile("\\s*(&&|\\|\\||[()!]|(?:[-+=._a-zA-Z0-9]+|\\{\\{.+?\\}\\})+|\\S+)");
    private static final Pattern NAME_PART = Pattern.compile("\\{\\{(.+?)\\}\\}|([^{]+)");
    private static final String END = "<end of expression>";

    private final String expression;
    private final Set<String> features;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private FeatureExpression(String expression, Set<String> features) {
        this.expression = expression;
        this.features = features;
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /**
     * Whether a condition holds for a set of features.
     *
     * @throws SyntaxException if the condition breaks the grammar
     */
    static boolean evaluate(String expression, Set<String> features) throws SyntaxException {
        var parser = new FeatureExpression(expression, features);
        boolean value = parser.or();
        if (parser.next < parser.tokens.size()) {
            throw parser.unexpected(END);
        }
        return value;
    }

    private boolean or() throws SyntaxException {
        boolean value = and();
        while (accept("||")) {
            value |= and();
        }
        return value;
    }

    private boolean and() throws SyntaxException {
        boolean value = not();
        while (accept("&&")) {
            value &= not();
        }
        return value;
    }

    private boolean not() throws SyntaxException {
        if (accept("!")) {
            return !not();
        }
        if (!accept("(")) {
            return name();
        }
        boolean value = or();
        if (!accept(")")) {
            throw unexpected("')'");
        }
        return value;
    }

    private boolean name() throws SyntaxException {
        String token = peek();
        if (!token.matches("[-+=._a-zA-Z0-9].*|\\{\\{.+") || next == tokens.size()) {
            throw unexpected("'!', '(', '{{', or identifier");
        }
        next++;
        if (token.contains("{{")) {
            var pattern = regex(token);
            return features.stream().anyMatch(feature -> pattern.matcher(feature).matches());
        }
        return token.equals("true") || !token.equals("false") && features.contains(token);
    }

    private Pattern regex(String token) throws SyntaxException {
        var source = new StringBuilder();
        Matcher matcher = NAME_PART.matcher(token);
        while (matcher.find()) {
            source.append(matcher.group(1) != null ? "(?:" + matcher.group(1) + ")" : Pattern.quote(matcher.group(2)));
        }
        try {
            return Pattern.compile(source.toString());
        } catch (PatternSyntaxException e) {
            throw new SyntaxException(
                    "invalid regular expression '" + token + "': " + e.getDescription() + "\nin expression: '" + expression + "'");
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    private boolean accept(String token) {
        if (!peek().equals(token)) {
            return false;
        }
        next++;
        return true;
    }

    private SyntaxException unexpected(String wanted) {
        String have = next < tokens.size() ? "'" + peek() + "'" : END;
        return new SyntaxException("expected: " + wanted + "\nhave: " + have + "\nin expression: '" + expression + "'");
    }
}
