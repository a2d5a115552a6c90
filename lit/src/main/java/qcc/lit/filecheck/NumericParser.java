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
     * @param offset of the block
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
        int offset = cursor.position();
        var specifier = format();
        int definition = cursor.position();
        int colon = cursor.rest().indexOf(':');
        if (colon >= 0) {
            cursor.moveTo(definition + colon + 1);
        }
        cursor.skipBlanks();
        boolean constrained = cursor.accept("==");
        cursor.skipBlanks();
        Optional<Expression> expression = cursor.more() ? Optional.of(expression(!constrained)) : Optional.empty();
        if (constrained && expression.isEmpty()) {
            throw cursor.error("empty numeric expression should not have a constraint");
        }
        if (cursor.more()) {
            throw cursor.error("unsupported operation '" + cursor.peek() + "'");
        }
        if (specifier.format.isEmpty() && expression.isPresent()) {
            checkImplicitFormats(expression.get());
        }
        var format = specifier.format.or(() -> expression.flatMap(Expression::implicitFormat))
                .orElse(new NumericFormat(NumericFormat.Kind.UNSIGNED, specifier.precision, false));
        Optional<String> variable = colon < 0 ? Optional.empty() : Optional.of(definition(definition, definition + colon, format));
        return new Block(variable, format, expression, source, offset);
    }

    /** Parses {@code @LINE}, {@code @LINE+n} or {@code @LINE-n} without blanks. */
    Block parseLine() throws CheckFileException {
        String source = cursor.rest();
        int offset = cursor.position();
        Expression value = variable(cursor.variableName().orElseThrow(), offset);
        if (cursor.more()) {
            var operation = operation();
            int start = cursor.position();
            String sign = cursor.accept("-") ? "-" : "";
            String digits = cursor.digits(10)
                    .orElseThrow(() -> cursor.errorAt(start, cursor.rest().isEmpty() && sign.isEmpty()
                            ? "missing operand in expression"
                            : "invalid operand format"));
            value = binary(operation, value, new Expression.Constant(new BigInteger(sign + digits)), offset, offset);
        }
        if (cursor.more()) {
            throw cursor.error("unexpected characters at end of expression '" + cursor.rest() + "'");
        }
        return new Block(Optional.empty(), NumericFormat.UNSIGNED, Optional.of(value), source, offset);
    }

    /** What stands before the comma; a precision may stand there alone. */
    private record Specifier(Optional<NumericFormat> format, int precision) {}

    private Specifier format() throws CheckFileException {
        String rest = cursor.rest();
        int comma = rest.indexOf(',');
        int parenthesis = rest.indexOf('(');
        if (comma < 0 || parenthesis >= 0 && parenthesis < comma) {
            return new Specifier(Optional.empty(), 0);
        }
        cursor.skipBlanks();
        if (!cursor.accept("%")) {
            throw cursor.error("invalid matching format specification in expression");
        }
        int start = cursor.position();
        boolean alternate = cursor.accept("#");
        int precision = precision();
        cursor.skipBlanks();
        Optional<NumericFormat.Kind> kind = cursor.peek() == ',' ? Optional.empty() : Optional.of(kind());
        if (alternate && !kind.map(NumericFormat.Kind::isHexadecimal).orElse(false)) {
            throw cursor.errorAt(start, "alternate form only supported for hex values");
        }
        cursor.skipBlanks();
        if (!cursor.accept(",")) {
            throw cursor.error("invalid matching format specification in expression");
        }
        return new Specifier(kind.map(known -> new NumericFormat(known, precision, alternate)), precision);
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

    /** The variable that a block defines, whose name stands in {@code [from, to)}. */
    private String definition(int from, int to, NumericFormat format) throws CheckFileException {
        var name = cursor.part(from, to);
        name.skipBlanks();
        int start = name.position();
        String defined = name.requiredVariableName();
        if (defined.startsWith("@")) {
            throw name.errorAt(start, "definition of pseudo numeric variable unsupported");
        }
        if (declarations.isString(defined)) {
            throw name.errorAt(start, "string variable with name '" + defined + "' already exists");
        }
        name.skipBlanks();
        if (name.more()) {
            throw name.error("unexpected characters after numeric variable name");
        }
        var earlier = declarations.format(defined);
        if (earlier.isPresent() && !earlier.get().equals(format)) {
            throw name.error("format different from previous variable definition");
        }
        return defined;
    }

    /** A sum up to the end of the block, a closing parenthesis or a comma. */
    private Expression expression(boolean maybeConstraint) throws CheckFileException {
        int start = cursor.position();
        var left = operand(maybeConstraint);
        cursor.skipBlanks();
        while (cursor.more() && cursor.peek() != ')' && cursor.peek() != ',') {
            var operation = operation();
            cursor.skipBlanks();
            if (!cursor.more()) {
                throw cursor.error("missing operand in expression");
            }
            left = binary(operation, left, operand(false), start, start);
            cursor.skipBlanks();
        }
        return left;
    }

    private Expression binary(Operation operation, Expression left, Expression right, int start, int offset) {
        return new Expression.Binary(operation, left, right, cursor.text(start), offset);
    }

    private Operation operation() throws CheckFileException {
        if (cursor.accept("+")) {
            return Operation.ADD;
        }
        if (cursor.accept("-")) {
            return Operation.SUB;
        }
        throw cursor.error("unsupported operation '" + cursor.peek() + "'");
    }

    private Expression operand(boolean maybeConstraint) throws CheckFileException {
        int offset = cursor.position();
        if (cursor.accept("(")) {
            return parenthesized();
        }
        var name = cursor.variableName();
        if (name.isPresent()) {
            int end = cursor.position();
            cursor.skipBlanks();
            if (cursor.accept("(")) {
                return call(name.get(), offset);
            }
            cursor.moveTo(end);
            return variable(name.get(), offset);
        }
        boolean negative = cursor.accept("-");
        int radix = radix();
        String digits = cursor.digits(radix)
                .orElseThrow(
                        () -> cursor.errorAt(offset, "invalid " + (maybeConstraint ? "matching constraint or " : "") + "operand format"));
        return new Expression.Constant(new BigInteger(negative ? "-" + digits : digits, radix));
    }

    /** Takes what tells the base of a number, as in C. */
    private int radix() {
        if (cursor.accept("0x") || cursor.accept("0X")) {
            return 16;
        }
        if (cursor.accept("0b") || cursor.accept("0B")) {
            return 2;
        }
        if (cursor.accept("0o")) {
            return 8;
        }
        boolean octal = cursor.rest().length() > 1 && cursor.peek() == '0' && Character.isDigit(cursor.rest().charAt(1));
        return octal && cursor.accept("0") ? 8 : 10;
    }

    private Expression parenthesized() throws CheckFileException {
        cursor.skipBlanks();
        if (!cursor.more()) {
            throw cursor.error("missing operand in expression");
        }
        var inner = expression(false);
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
        if (declarations.format(name).isEmpty()) {
            declarations.declareNumber(name, NumericFormat.UNSIGNED);
        }
        return new Expression.Variable(name, declarations.format(name).orElseThrow(), offset);
    }

    private Expression call(String name, int offset) throws CheckFileException {
        var operation = operation(name, offset);
        List<Expression> arguments = new ArrayList<>();
        cursor.skipBlanks();
        while (cursor.more() && cursor.peek() != ')') {
            if (cursor.peek() == ',') {
                throw cursor.error("missing argument");
            }
            arguments.add(expression(false));
            if (!cursor.accept(",")) {
                break;
            }
            cursor.skipBlanks();
            if (cursor.more() && cursor.peek() == ')') {
                throw cursor.error("missing argument");
            }
        }
        if (!cursor.accept(")")) {
            throw cursor.error("missing ')' at end of call expression");
        }
        if (arguments.size() != 2) {
            throw cursor.errorAt(offset, "function '" + name + "' takes 2 arguments but " + arguments.size() + " given");
        }
        return binary(operation, arguments.get(0), arguments.get(1), offset, cursor.position());
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
    private void checkImplicitFormats(Expression expression) throws CheckFileException {
        if (!(expression instanceof Expression.Binary(_, Expression left, Expression right, _, int offset))) {
            return;
        }
        checkImplicitFormats(left);
        checkImplicitFormats(right);
        var leftFormat = left.implicitFormat();
        var rightFormat = right.implicitFormat();
        if (leftFormat.isPresent() && rightFormat.isPresent() && !leftFormat.equals(rightFormat)) {
            throw cursor.errorAt(offset,
                    "implicit format conflict between '" + describe(left) + "' (" + leftFormat.get().kind() + ") and '" + describe(right)
                            + "' ("
                            + rightFormat.get().kind()
                            + "), need an explicit format specifier");
        }
    }

    private static String describe(Expression expression) {
        return switch (expression) {
            case Expression.Constant c -> c.value().toString();
            case Expression.Line _ -> "@LINE";
            case Expression.Variable v -> v.name();
            case Expression.Binary b -> b.source();
        };
    }
}
