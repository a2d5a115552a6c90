package qcc.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.ir.Op;
import qcc.ir.rewrite.RegionSimplify;
import qcc.ir.transform.CanonicalizePass;
import qcc.ir.transform.CorePasses;
import qcc.ir.transform.CsePass;

class PipelineTextTest {
    enum Mode {
        MIN_MAX, PERCENTILE
    }

    @PassInfo(name = "every-kind", summary = "has an option of every kind", effect = NumericEffect.EXACT)
    record EveryKindPass(boolean flag, int count, long size, double ratio, String label, Mode mode, Path file, List<String> names)
            implements
                Pass {
        EveryKindPass {
            names = List.copyOf(names);
            if (count < 0) {
                throw new IllegalArgumentException("count must not be negative: " + count);
            }
        }

        EveryKindPass() {
            this(false, 1, 2, 0.5, "", Mode.MIN_MAX, Path.of(""), List.of());
        }

        @Override
        public Result run(Op root, PassContext context) {
            return Result.UNCHANGED;
        }
    }

    @PassInfo(name = "function-only", summary = "runs on functions", effect = NumericEffect.EXACT, anchor = "func.func")
    record FunctionOnlyPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            return Result.UNCHANGED;
        }
    }

    private static final PassRegistry REGISTRY = new PassRegistry(
            List.of(EveryKindPass.class, FunctionOnlyPass.class, CanonicalizePass.class, CsePass.class));

    @Test
    void readsNestedPipelinesAndOptions() throws PipelineException {
        var pipeline = REGISTRY.parse("""
                builtin.module( func.func(canonicalize{max-iterations=3}, cse ),
                    every-kind{label="x y" names=[a,"b c"] mode=percentile file=a/b.npz flag=true ratio=1e-3})""");
        var canonicalize = new CanonicalizePass(3, -1, true, RegionSimplify.NORMAL, false, List.of(), List.of());
        var every = new EveryKindPass(true, 1, 2, 1e-3, "x y", Mode.PERCENTILE, Path.of("a/b.npz"), List.of("a", "b c"));
        assertThat(pipeline).isEqualTo(new Pipeline("builtin.module",
                List.of(Pipeline.of("func.func", canonicalize, new CsePass()), new PassStep(every))));
    }

    @Test
    void printsAllOptions() {
        assertThat(Pipeline.of("builtin.module", new EveryKindPass(), new CsePass()).toString()).isEqualTo(
                "builtin.module(every-kind{flag=false count=1 size=2 ratio=0.5 label=\"\" mode=min-max file=\"\" names=[]},cse)");
    }

    @Test
    void listsAreWrittenWithOrWithoutBrackets() throws PipelineException {
        for (var text : List.of("[a,b]", "a,b", "[ a , 'b' ]")) {
            assertThat(((EveryKindPass) REGISTRY.parsePass("every-kind", "names=" + text)).names()).containsExactly("a", "b");
        }
        assertThat(((EveryKindPass) REGISTRY.parsePass("every-kind", "names=a")).names()).containsExactly("a");
    }

    @Test
    void emptyPipelineIsAPipeline() throws PipelineException {
        assertThat(REGISTRY.parse("any()")).isEqualTo(new Pipeline(Pipeline.ANY, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "builtin.module(func.func(canonicalise)) | 25 | unknown pass 'canonicalise'; did you mean 'canonicalize'?",
            "builtin.module(fuse-everything) | 15 | unknown pass 'fuse-everything'",
            "any(canonicalize{max-iteration=3}) | 17 | pass 'canonicalize' has no option 'max-iteration'; did you mean 'max-iterations'?",
            "any(cse{x=1}) | 8 | pass 'cse' has no option 'x'; it has none",
            "any(canonicalize{max-iterations=x}) | 32 | option 'max-iterations' of pass 'canonicalize' expects an integer, not 'x'",
            "any(canonicalize{top-down=yes}) | 26 | option 'top-down' of pass 'canonicalize' expects true or false, not 'yes'",
            "any(every-kind{mode=min-mux}) | 20 | option 'mode' of pass 'every-kind' expects one of min-max, percentile, not 'min-mux'; did you mean 'min-max'?",
            "any(every-kind{ratio=[1,2]}) | 21 | option 'ratio' of pass 'every-kind' expects a number, not a list",
            "any(every-kind{count=99999999999}) | 21 | option 'count' of pass 'every-kind' expects an integer, not '99999999999'",
            "any(every-kind{count=-1}) | 4 | pass 'every-kind' refuses its options: count must not be negative: -1",
            "any(every-kind{count=1 count=2}) | 23 | option 'count' is given twice",
            "any(every-kind{flag}) | 19 | expects '=' and a value after option 'flag'",
            "any(every-kind{label=}) | 21 | expects a value; put it into quotes if it is empty or has other characters than words have",
            "any(every-kind{label=\"x}) | 21 | expects a closing \"",
            "any(every-kind{label=\"a\\d\"}) | 23 | unknown escape '\\d'; a backslash is written twice",
            "any(cse | 7 | expects ',' or ')' after a pass",
            "any(cse)) | 8 | expects nothing behind the closing bracket",
            "any(cse,) | 8 | expects the name of a pass",
            "cse | 0 | expects the operation to run on around the passes, such as builtin.module(cse)",
            "builtin.module(function-only) | 15 | pass 'function-only' runs on 'func.func', not on 'builtin.module': write func.func(function-only)",
            "any(canonicalize{max-iterations=0}) | 4 | pass 'canonicalize' refuses its options: max-iterations must be positive, or -1 for no limit: 0",
    })
    void mistakesAreReportedWithPlaceAndNearestName(String text, int position, String problem) {
        var error = catchThrowableOfType(PipelineException.class, () -> REGISTRY.parse(text));
        assertThat(error.problem()).isEqualTo(problem);
        assertThat(error.position()).isEqualTo(position);
    }

    @Test
    void mistakeIsShownUnderTheText() {
        var error = catchThrowableOfType(PipelineException.class, () -> REGISTRY.parse("any(csee)"));
        assertThat(error.describe()).isEqualTo("""
                error: unknown pass 'csee'; did you mean 'cse'?
                any(csee)
                    ^
                """);
    }

    @Property
    void parsingWhatWasPrintedGivesThePipelineBack(@ForAll("pipelines") Pipeline pipeline) throws PipelineException {
        assertThat(REGISTRY.parse(pipeline.toString())).isEqualTo(pipeline);
    }

    @Provide
    Arbitrary<Pipeline> pipelines() {
        return pipelines(2);
    }

    private Arbitrary<Pipeline> pipelines(int depth) {
        var passes = Arbitraries.oneOf(everyKind(), Arbitraries.of(new CsePass(), new CanonicalizePass()));
        Arbitrary<Step> steps = passes.map(PassStep::new);
        if (depth > 0) {
            steps = Arbitraries.frequencyOf(Tuple.of(3, steps),
                    Tuple.of(1, pipelines(depth - 1).map(p -> (Step) p)));
        }
        return Combinators.combine(Arbitraries.of("builtin.module", "func.func", "any"), steps.list().ofMaxSize(4)).as(Pipeline::new);
    }

    private Arbitrary<Pass> everyKind() {
        var text = Arbitraries.strings().withChars("ab \n\t\"'\\{}[](),=é-.").ofMaxLength(6);
        var paths = Arbitraries.of("", "a b/c.npz", "/x{y}", "p,q").map(Path::of);
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.integers().greaterOrEqual(0), Arbitraries.longs(),
                Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0)), text,
                Arbitraries.of(Mode.class), paths, text.list().ofMaxSize(3)).as(EveryKindPass::new);
    }

    @Test
    void passesOfFlagsAreNestedByAnchor() {
        var nested = Pipeline.nesting("builtin.module",
                List.of(new FunctionOnlyPass(), new FunctionOnlyPass(), new CsePass(), new FunctionOnlyPass()));
        assertThat(nested).hasToString("builtin.module(func.func(function-only,function-only),cse,func.func(function-only))");
        assertThat(nested.passCount()).isEqualTo(4);
    }

    record NamelessPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            return Result.UNCHANGED;
        }
    }

    @PassInfo(name = "no-defaults", summary = "lacks defaults", effect = NumericEffect.EXACT)
    record NoDefaultsPass(int count) implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            return Result.UNCHANGED;
        }
    }

    @PassInfo(name = "odd-option", summary = "has an option of no known kind", effect = NumericEffect.EXACT)
    record OddOptionPass(float ratio) implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            return Result.UNCHANGED;
        }
    }

    @Test
    void registrationRefusesWhatIsNoPass() {
        assertThatThrownBy(() -> new PassRegistry(List.of(CsePass.class, CsePass.class))).hasMessage("pass 'cse' is registered twice");
        assertThatThrownBy(() -> new PassRegistry(List.of(NamelessPass.class))).hasMessageContaining("has no @PassInfo");
        assertThatThrownBy(() -> new PassRegistry(List.of(NoDefaultsPass.class)))
                .hasMessageContaining("no constructor without arguments");
        assertThatThrownBy(() -> new PassRegistry(List.of(OddOptionPass.class)))
                .hasMessage("option 'ratio' of pass 'odd-option' cannot be a float");
    }

    @Test
    void corePassesAreSortedAndDescribed() {
        var names = CorePasses.LIST.stream().map(kind -> Pass.infoOf(kind).name()).toList();
        assertThat(names).isSorted();
        var canonicalize = new PassRegistry(CorePasses.LIST).descriptions().getFirst();
        assertThat(canonicalize.name()).isEqualTo("canonicalize");
        assertThat(canonicalize.options()).contains(
                new PassDescription.OptionDescription("max-iterations", "an integer", "10", "iterations at most; -1 for no limit"));
        assertThat(canonicalize.options()).allSatisfy(option -> assertThat(option.summary()).isNotEmpty());
    }
}
