package qcc.dialect.array;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import qcc.ir.Shape;

/**
 * The axes that an equation of {@code einsum} names, with a label for each; axes that {@code ...} stands for have labels of their own.
 *
 * @param operands the labels of the axes of each operand
 * @param result the labels of the axes of the result
 */
public record EinsumEquation(List<List<String>> operands, List<String> result) {
    private static final String ELLIPSIS = "...";

    /**
     * Reads an equation.
     *
     * @param ranks the rank of each operand
     * @throws IllegalArgumentException if it has another form or does not fit the operands
     */
    static EinsumEquation of(String equation, List<Integer> ranks) {
        var text = equation.replace(" ", "");
        int arrow = text.indexOf("->");
        var terms = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
        if (terms.length != ranks.size() || !text.matches("[A-Za-z.,]*(->[A-Za-z.]*)?")) {
            throw new IllegalArgumentException("has the equation \"" + equation + "\", which does not name " + ranks.size() + " operands");
        }
        var operands = new ArrayList<List<String>>();
        int longest = 0;
        for (int i = 0; i < terms.length; i++) {
            int further = ranks.get(i) - letters(terms[i]);
            if (further < 0 || further > 0 && !terms[i].contains(ELLIPSIS)) {
                throw new IllegalArgumentException("names the axes '" + terms[i] + "' of an operand of rank " + ranks.get(i));
            }
            operands.add(labels(terms[i], further));
            longest = terms[i].contains(ELLIPSIS) ? Math.max(longest, further) : longest;
        }
        var result = arrow < 0 ? implied(operands, longest) : labels(text.substring(arrow + 2), longest);
        return new EinsumEquation(List.copyOf(operands), checked(result, operands, equation));
    }

    private static int letters(String term) {
        return term.replace(".", "").length();
    }

    /** Axes of the ellipsis are counted from the last, at which they are aligned. */
    private static List<String> labels(String term, int further) {
        var labels = new ArrayList<String>();
        int ellipsis = term.indexOf(ELLIPSIS);
        var plain = term.replace(ELLIPSIS, "");
        if (plain.contains(".")) {
            throw new IllegalArgumentException("has the term '" + term + "', in which a point stands alone");
        }
        for (int i = 0; i <= plain.length(); i++) {
            for (int k = 0; i == ellipsis && k < further; k++) {
                labels.add("." + (further - k));
            }
            if (i < plain.length()) {
                labels.add(plain.substring(i, i + 1));
            }
        }
        return List.copyOf(labels);
    }

    /** The axes of the ellipsis, then the letters that occur once. */
    private static List<String> implied(List<List<String>> operands, int further) {
        var counts = new TreeMap<String, Integer>();
        operands.forEach(labels -> labels.stream().filter(l -> l.length() == 1).forEach(l -> counts.merge(l, 1, Integer::sum)));
        var result = new ArrayList<String>();
        for (int k = 0; k < further; k++) {
            result.add("." + (further - k));
        }
        counts.forEach((label, count) -> {
            if (count == 1) {
                result.add(label);
            }
        });
        return result;
    }

    private static List<String> checked(List<String> result, List<List<String>> operands, String equation) {
        for (var label : result) {
            if (operands.stream().noneMatch(o -> o.contains(label)) || result.indexOf(label) != result.lastIndexOf(label)) {
                throw new IllegalArgumentException("has the equation \"" + equation + "\", whose result names '" + label
                        + "' twice or unlike any operand");
            }
        }
        return List.copyOf(result);
    }

    /**
     * The size of each label's axes.
     *
     * @throws IllegalArgumentException if axes of one label have different sizes and none of them is 1
     */
    public TreeMap<String, Long> sizes(List<Shape> shapes) {
        var sizes = new TreeMap<String, Long>();
        for (int i = 0; i < operands.size(); i++) {
            for (int axis = 0; axis < operands.get(i).size(); axis++) {
                sizes.merge(operands.get(i).get(axis), shapes.get(i).dimension(axis), EinsumEquation::common);
            }
        }
        return sizes;
    }

    private static long common(long a, long b) {
        if (a == b || b == 1 || b == Shape.DYNAMIC) {
            return a == 1 && b == Shape.DYNAMIC ? b : a;
        }
        if (a == 1 || a == Shape.DYNAMIC) {
            return b;
        }
        throw new IllegalArgumentException("meets axes of " + a + " and " + b + " elements under one letter");
    }

    /** The shape of the result for operands of given shapes. */
    Shape resultShape(List<Shape> shapes) {
        var sizes = sizes(shapes);
        return Shape.of(result.stream().mapToLong(sizes::get).toArray());
    }
}
