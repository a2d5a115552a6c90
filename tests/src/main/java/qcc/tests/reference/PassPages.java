package qcc.tests.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import qcc.cli.PassList;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.PassDescription;
import qcc.ir.rewrite.Pattern;
import qcc.passes.fuse.FoldBatchNormPass;
import qcc.passes.fuse.FusePass;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.simplify.SimplifyPass;

/** The pages of passes and of the patterns they apply. */
final class PassPages {
    private PassPages() {}

    static String passes() {
        var registry = PassList.registry();
        var page = new Markdown().heading(1, "Passes").paragraph(ReferencePages.NOTE).paragraph(
                """
                        In a pipeline an option stands in braces behind the name: `quantize{weight-bits=4 symmetric=true}`. The numeric effect is a promise that
                        validation holds a pass to, see [passes and patterns](../passes-and-patterns.md). A pass runs on the operations of its anchor.""");
        page.table(List.of("pass", "effect", "anchor", "what it does"), registry.descriptions().stream()
                .map(d -> List.of("[`%s`](#%s)".formatted(d.name(), d.name()), effect(d.effect()), anchor(d), d.summary())).toList());
        for (var description : registry.descriptions()) {
            page.heading(2, "`" + description.name() + "`");
            page.paragraph(
                    "*%s*; effect: %s; anchor: %s".formatted(description.summary(), effect(description.effect()), anchor(description)));
            page.paragraph(Javadoc.of(registry.find(description.name()).orElseThrow().getClass()).replaceFirst("(?s)\n\n- `.*", ""));
            page.table(List.of("option", "value", "default", "meaning"), description.options().stream()
                    .map(o -> List.of("`" + o.name() + "`", o.kind(), "`" + o.byDefault() + "`", o.summary())).toList());
            if (patterns().containsKey(description.name())) {
                page.paragraph("Its patterns: [%s](patterns.md#%s)".formatted(description.name(), description.name()));
            }
        }
        return page.toString();
    }

    private static String effect(NumericEffect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }

    private static String anchor(PassDescription description) {
        return description.anchor().isEmpty() ? "any" : "`" + description.anchor() + "`";
    }

    /** The patterns of each pass that applies some, by the name of the pass. */
    static Map<String, List<Pattern<?>>> patterns() {
        var patterns = new LinkedHashMap<String, List<Pattern<?>>>();
        patterns.put("channels-last", ChannelsLastPass.PATTERNS);
        patterns.put("fold-batch-norm", FoldBatchNormPass.PATTERNS.patterns());
        patterns.put("fuse", FusePass.PATTERNS.patterns());
        patterns.put("simplify", SimplifyPass.PATTERNS.patterns());
        return patterns;
    }

    static String patternPage() {
        var registry = PassList.registry();
        var page = new Markdown().heading(1, "Rewrite patterns").paragraph(ReferencePages.NOTE).paragraph(
                """
                        Patterns by the pass that applies them, in the order in which they are tried. A pattern looks at operations of its root: a kind of
                        operation, or a family such as `NnElementwise`.""");
        patterns().forEach((pass, list) -> {
            page.heading(2, "`" + pass + "`");
            var near = registry.find(pass).orElseThrow().getClass();
            for (var pattern : list) {
                page.heading(3, "`" + pattern.name() + "`").paragraph("Root: `" + pattern.root().getSimpleName() + "`.");
                page.paragraph(Javadoc.ofPattern(near, pattern.name()));
            }
        });
        return page.toString();
    }
}
