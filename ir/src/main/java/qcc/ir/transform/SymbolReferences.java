package qcc.ir.transform;

import java.util.Set;
import java.util.regex.Pattern;
import qcc.ir.AffineMapAttr;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DialectAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.LocationAttr;
import qcc.ir.Op;
import qcc.ir.OpaqueAttr;
import qcc.ir.SparseElementsAttr;
import qcc.ir.StridedLayoutAttr;
import qcc.ir.StringAttr;
import qcc.ir.SymbolRefAttr;
import qcc.ir.TypeAttr;
import qcc.ir.UnitAttr;

/** The symbols that attributes mention. */
final class SymbolReferences {
    private static final Pattern IN_TEXT = Pattern.compile("@(?:([A-Za-z_][A-Za-z0-9_$.]*)|\"([^\"]*)\")");

    private SymbolReferences() {}

    /** Adds the names that the attributes of one operation mention, at whatever place of a path. */
    static void collect(Op op, Set<String> names) {
        collect(op.properties(), names);
        collect(op.attributes(), names);
    }

    private static void collect(Attribute attribute, Set<String> names) {
        switch (attribute) {
            case SymbolRefAttr reference -> {
                names.add(reference.root());
                names.addAll(reference.nested());
            }
            case ArrayAttr array -> array.elements().forEach(element -> collect(element, names));
            case DictionaryAttr dictionary -> dictionary.forEach(entry -> collect(entry.value(), names));
            case OpaqueAttr _,DialectAttr _ -> collectFromText(attribute.toString(), names);
            case IntegerAttr _,FloatAttr _,StringAttr _,TypeAttr _,UnitAttr _,DenseArrayAttr _,DenseElementsAttr _,DenseResourceAttr _,SparseElementsAttr _,AffineMapAttr _,StridedLayoutAttr _,LocationAttr _ ->
                {}
        }
    }

    /** An attribute whose parts are not known here tells by its text. */
    private static void collectFromText(String text, Set<String> names) {
        var found = IN_TEXT.matcher(text);
        while (found.find()) {
            names.add(found.group(1) != null ? found.group(1) : found.group(2));
        }
    }
}
