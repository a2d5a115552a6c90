package qcc.tests.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qcc.dialect.Dialects;
import qcc.ir.Dialect;

/** All generated pages of the reference. */
public final class ReferencePages {
    /** What stands on each page, so that nobody edits it. */
    static final String NOTE = "Generated from the definitions in the code; do not edit. `ReferencePagesTest` says how to write it anew.";

    private ReferencePages() {}

    /** The text of every page, by its path below {@code docs/reference}. */
    public static Map<String, String> all() {
        var pages = new TreeMap<String, String>();
        pages.put("README.md", index());
        pages.put("passes.md", PassPages.passes());
        pages.put("patterns.md", PassPages.patternPage());
        for (var dialect : Dialects.registry().dialects()) {
            pages.put("dialects/" + dialect.name() + ".md", DialectPage.of(dialect));
        }
        return pages;
    }

    private static String index() {
        var page = new Markdown().heading(1, "Reference").paragraph(NOTE);
        page.paragraph("[Passes](passes.md), [rewrite patterns](patterns.md), and the dialects:");
        page.table(List.of("dialect", "operations", "is"), Dialects.registry().dialects().stream().map(ReferencePages::row).toList());
        page.heading(2, "Traits of operations");
        var traits = new TreeMap<String, Class<?>>();
        Dialects.registry().dialects().forEach(dialect -> dialect.operations()
                .forEach(def -> DialectPage.traits(def).forEach(trait -> traits.put(DialectPage.name(trait), trait))));
        page.table(List.of("trait", "meaning"), traits.entrySet().stream()
                .map(trait -> List.of("`" + trait.getKey() + "`", Javadoc.firstSentence(Javadoc.of(trait.getValue())))).toList());
        return page.toString();
    }

    private static List<String> row(Dialect dialect) {
        return List.of("[`%s`](dialects/%s.md)".formatted(dialect.name(), dialect.name()), String.valueOf(dialect.operations().size()),
                Javadoc.firstSentence(Javadoc.ofPackage(dialect.getClass())));
    }
}
