package qcc.ir.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import qcc.ir.AffineMapAttr;
import qcc.ir.ParseException;
import qcc.ir.text.AffineExpr.Operator;

/** Reads affine maps and integer sets into their canonical text. */
final class AffineParser {
    private final AsmReader reader;
    private final Map<String, AffineExpr> names = new HashMap<>();

    AffineParser(AsmReader reader) {
        this.reader = reader;
    }

    /** Whether a map gives back its dimensions in order. */
    static boolean isIdentity(AffineMapAttr map) {
        var body = map.body();
        int arrow = body.indexOf(" -> ");
        return arrow >= 0 && body.indexOf('[') < 0 && body.substring(0, arrow).equals(body.substring(arrow + " -> ".length()));
    }

    /** {@code <(d0)[s0] -> (...)>} after {@code affine_map}. */
    AffineMapAttr map() throws ParseException {
        reader.expect('<');
        var text = new StringBuilder(header());
        reader.expect("->");
        reader.expect('(');
        var results = new StringJoiner(", ", "(", ")");
        reader.listUntil(')', () -> results.add(sum().text(false)));
        reader.expect('>');
        return new AffineMapAttr("affine_map", text.append(" -> ").append(results).toString());
    }

    /** {@code <(d0)[s0] : (...)>} after {@code affine_set}. */
    AffineMapAttr set() throws ParseException {
        reader.expect('<');
        var text = new StringBuilder(header());
        reader.expect(':');
        reader.expect('(');
        var constraints = new StringJoiner(", ", "(", ")");
        reader.listUntil(')', () -> constraints.add(constraint()));
        reader.expect('>');
        return new AffineMapAttr("affine_set", text.append(" : ").append(constraints).toString());
    }

    private String header() throws ParseException {
        var dimensions = new ArrayList<String>();
        reader.expect('(');
        reader.listUntil(')', () -> dimensions.add(declare(new AffineExpr.Dimension(dimensions.size()))));
        var symbols = new ArrayList<String>();
        if (reader.accept('[')) {
            reader.listUntil(']', () -> symbols.add(declare(new AffineExpr.Symbol(symbols.size()))));
        }
        return list("(", dimensions, ")") + (symbols.isEmpty() ? "" : list("[", symbols, "]"));
    }

    private static String list(String open, List<String> names, String close) {
        return open + String.join(", ", names) + close;
    }

    private String declare(AffineExpr expression) throws ParseException {
        int start = reader.offset();
        var name = reader.keyword();
        if (names.put(name, expression) != null) {
            throw new ParseException(start, "redefinition of identifier '" + name + "'");
        }
        return expression.text(false);
    }

    private String constraint() throws ParseException {
        var left = sum();
        boolean less = reader.accept('<');
        boolean greater = !less && reader.accept('>');
        reader.expect('=');
        if (!less && !greater) {
            reader.expect('=');
        }
        var right = sum();
        var difference = less ? right.add(left.negate()) : left.add(right.negate());
        return difference.text(false) + (less || greater ? " >= 0" : " == 0");
    }

    private AffineExpr sum() throws ParseException {
        var left = product();
        while (true) {
            if (reader.accept('+')) {
                left = left.add(product());
            } else if (reader.accept('-')) {
                left = left.add(product().negate());
            } else {
                return left;
            }
        }
    }

    private AffineExpr product() throws ParseException {
        var left = factor();
        while (true) {
            int start = reader.offset();
            if (reader.accept('*')) {
                left = left.mul(factor());
            } else if (reader.acceptKeyword("floordiv")) {
                left = divide(start, left, Operator.FLOORDIV);
            } else if (reader.acceptKeyword("ceildiv")) {
                left = divide(start, left, Operator.CEILDIV);
            } else if (reader.acceptKeyword("mod")) {
                left = divide(start, left, Operator.MOD);
            } else {
                return left;
            }
        }
    }

    private AffineExpr divide(int start, AffineExpr left, Operator operator) throws ParseException {
        var right = factor();
        try {
            return left.divide(operator, right);
        } catch (IllegalArgumentException e) {
            throw new ParseException(start, e.getMessage());
        }
    }

    private AffineExpr factor() throws ParseException {
        if (reader.accept('-')) {
            return reader.nested(this::factor).negate();
        }
        if (reader.accept('(')) {
            var inner = reader.nested(this::sum);
            reader.expect(')');
            return inner;
        }
        var number = reader.optionalInteger();
        if (number.isPresent()) {
            return AffineExpr.constant(number.get());
        }
        int start = reader.offset();
        var name = reader.keyword();
        var value = names.get(name);
        if (value == null) {
            throw new ParseException(start, "use of undeclared identifier '" + name + "'");
        }
        return value;
    }
}
