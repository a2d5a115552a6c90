package qcc.lit.filecheck;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import qcc.lit.filecheck.Expression.Operation;

/** Parses the inside of {@code [[#...]]} and of {@code [[@LINE...]]}. */
final class NumericParser {

    /**
     * A parsed substitution block.
     *
     * @param variable to be defined
     * @param format how the number is written
     * @param expression its value
     * @param source text of the whole block
     * @param offset of the expression
     */
    record Block(Optional<String> variable, NumericFormat format, Optional<Expression> expression, String source, int offset) {}

    private final TextCursor cursor;
    private final Declarations declarations;
    private final Set<String> definedHere;
    private final int line;

    /**
     * A parser for one block.
     *
     * @param cursor over the inside of the block
     * @param declarations what earlier directives declare
     * @param definedHere numeric variables that this directive defines; they have no value yet
     * @param line of the directive, 0 if there is none
     */
    NumericParser(TextCursor cursor, Declarations declarations, Set<String> definedHere, int line) {
        this.cursor = cursor;
        this.declarations = declarations;
        this.definedHere = definedHere;
        this.line = line;
    }

    Block parse() throws CheckFileException {
        String source = cursor.rest();
        cursor.skipBlanks();
        var explicit = format();
        cursor.skipBlanks();
        var variable = definition();
        cursor.skipBlanks();
        boolean constrained = cursor.accept("==");
        cursor.skipBlanks();
        int offset = cursor.position();
        Optional<Expression> expression = cursor.more() ? Optional.of(expression()) : Optional.empty();
        if (constrained && expression.isEmpty()) {
            throw cursor.error("empty numeric expression should not have a constraint");
        }
        if (cursor.more()) {
            throw cursor.error("unexpected characters at end of expression '" + cursor.rest() + "'");
        }
        var format = explicit.or(() -> expression.flatMap(Expression::implicitFormat)).orElse(NumericFormat.UNSIGNED);
        if (explicit.isEmpty() && expression.isPresent()) {
            checkImplicitFormats(expression.get(), offset);
        }
        return new Block(variable, format, expression, source, offset);
    }

    private Optional<NumericFormat> format() throws CheckFileException {
        String rest = cursor.rest();
        int comma = rest.indexOf(',');
        int parenthesis = rest.indexOf('(');
        if (comma < 0 || parenthesis >= 0 && parenthesis < comma) {
            return Optional.empty();
        }
        int start = cursor.position();
        if (!cursor.accept("%")) {
            throw cursor.error("invalid matching format specification in expression");
        }
        boolean alternate = cursor.accept("#");
        int precision = precision();
        var kind = kind();
        if (alternate && !new NumericFormat(kind, 0, false).isHexadecimal()) {
            throw cursor.errorAt(start, "alternate form only supported for hex values");
        }
        cursor.skipBlanks();
        if (!cursor.accept(",")) {
            throw cursor.error("invalid matching format specification in expression");
        }
        return Optional.of(new NumericFormat(kind, precision, alternate));
    }

    private int precision() throws CheckFileException {
        if (!cursor.accept(".")) {
            return 0;
        }
        String digits = cursor.digits(10).orElse("");
        if (digits.isEmpty() || digits.length() > 2) {
            throw cursor.error("invalid precision in format specifier");
        }
        return Integer.parseInt(digits);
    }

    private NumericFormat.Kind kind() throws CheckFileException {
        if (cursor.accept("u")) {
            return NumericFormat.Kind.UNSIGNED;
        }
        if (cursor.accept("d")) {
            return NumericFormat.Kind.SIGNED;
        }
        if (cursor.accept("x")) {
            return NumericFormat.Kind.HEXADECIMAL_LOWER;
        }
        if (cursor.accept("X")) {
            return NumericFormat.Kind.HEXADECIMAL_UPPER;
        }
        throw cursor.error("invalid format specifier in expression");
    }

    private Optional<String> definition() throws CheckFileException {
        if (cursor.rest().indexOf(':') < 0) {
            return Optional.empty();
        }
        int start = cursor.position();
        String name = cursor.variableName().orElseThrow(() -> cursor.error("invalid variable name"));
        if (name.startsWith("@")) {
            throw cursor.errorAt(start, "definition of pseudo numeric variable unsupported");
        }
        if (declarations.isString(name)) {
            throw cursor.errorAt(start, "string variable with name '" + name + "' already exists");
        }
        cursor.skipBlanks();
        if (!cursor.accept(":")) {
            throw cursor.error("unexpected characters after numeric variable name");
        }
        return Optional.of(name);
    }

    /** A sum up to the end of the block, a closing parenthesis or a comma. */
    Expression expression() throws CheckFileException {
        var left = operand();
        cursor.skipBlanks();
        while (cursor.more() && cursor.peek() != ')' && cursor.peek() != ',') {
            int offset = cursor.position();
            Operation operation;
            if (cursor.accept("+")) {
                operation = Operation.ADD;
            } else if (cursor.accept("-")) {
                operation = Operation.SUB;
            } else {
                throw cursor.error("unsupported operation '" + cursor.peek() + "'");
            }
            cursor.skipBlanks();
            if (!cursor.more()) {
                throw cursor.error("missing operand in expression");
            }
            left = new Expression.Binary(operation, left, operand(), offset);
            cursor.skipBlanks();
        }
        return left;
    }

    private Expression operand() throws CheckFileException {
        int offset = cursor.position();
        if (cursor.accept("(")) {
            return parenthesized();
        }
        var name = cursor.variableName();
        if (name.isPresent()) {
            cursor.skipBlanks();
            return cursor.accept("(") ? call(name.get(), offset) : variable(name.get(), offset);
        }
        boolean negative = cursor.accept("-");
        int radix = cursor.accept("0x") ? 16 : 10;
        String digits = cursor.digits(radix).orElseThrow(() -> cursor.errorAt(offset, "invalid matching constraint or operand format"));
        return new Expression.Constant(new BigInteger(negative ? "-" + digits : digits, radix));
    }

    private Expression parenthesized() throws CheckFileException {
        cursor.skipBlanks();
        var inner = expression();
        if (!cursor.accept(")")) {
            throw cursor.error("missing ')' at end of nested expression");
        }
        return inner;
    }

    private Expression variable(String name, int offset) throws CheckFileException {
        if (name.startsWith("@")) {
            if (!name.equals("@LINE") || line == 0) {
                throw cursor.errorAt(offset, "invalid pseudo numeric variable '" + name + "'");
            }
            return new Expression.Line(line);
        }
        if (definedHere.contains(name)) {
            throw cursor.errorAt(offset, "numeric variable '" + name + "' defined earlier in the same CHECK directive");
        }
        return new Expression.Variable(name, declarations.format(name).orElse(NumericFormat.UNSIGNED), offset);
    }

    private Expression call(String name, int offset) throws CheckFileException {
        var operation = operation(name, offset);
        List<Expression> arguments = new ArrayList<>();
        cursor.skipBlanks();
        while (cursor.more() && cursor.peek() != ')') {
            arguments.add(expression());
            if (cursor.accept(",")) {
                cursor.skipBlanks();
                if (cursor.more() && cursor.peek() == ')') {
                    throw cursor.error("missing argument");
                }
            }
        }
        if (!cursor.accept(")")) {
            throw cursor.error("missing ')' at end of call expression");
        }
        if (arguments.size() != 2) {
            throw cursor.errorAt(offset, "function '" + name + "' takes 2 arguments but " + arguments.size() + " given");
        }
        return new Expression.Binary(operation, arguments.get(0), arguments.get(1), offset);
    }

    private Operation operation(String name, int offset) throws CheckFileException {
        for (var operation : Operation.values()) {
            if (operation.name().toLowerCase(Locale.ROOT).equals(name)) {
                return operation;
            }
        }
        throw cursor.errorAt(offset, "call to undefined function '" + name + "'");
    }

    /** Variables with different formats in one expression leave open how its value is written. */
    private void checkImplicitFormats(Expression expression, int offset) throws CheckFileException {
        if (!(expression instanceof Expression.Binary(_, Expression left, Expression right, _))) {
            return;
        }
        checkImplicitFormats(left, offset);
        checkImplicitFormats(right, offset);
        var leftFormat = left.implicitFormat();
        var rightFormat = right.implicitFormat();
        if (leftFormat.isPresent() && rightFormat.isPresent() && !leftFormat.equals(rightFormat)) {
            throw cursor.errorAt(offset,
                    "implicit format conflict between '" + describe(left) + "' (" + leftFormat.get() + ") and '" + describe(right) + "' ("
                            + rightFormat.get()
                            + "), need an explicit format specifier");
        }
    }

    private static String describe(Expression expression) {
        return switch (expression) {
            case Expression.Constant c -> c.value().toString();
            case Expression.Line _ -> "@LINE";
            case Expression.Variable v -> v.name();
            case Expression.Binary b ->
                b.operation().name().toLowerCase(Locale.ROOT) + "(" + describe(b.left()) + ", " + describe(b.right()) + ")";
        };
    }
}
