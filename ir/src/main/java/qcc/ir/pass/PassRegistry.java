package qcc.ir.pass;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The passes that a tool knows, from one explicit list of records; reads textual pipelines. */
public final class PassRegistry {
    private final Map<String, Pass> defaults = new TreeMap<>();

    /**
     * @throws IllegalArgumentException if a class is no record of options with a {@link PassInfo} and defaults, or a name occurs twice
     */
    public PassRegistry(Collection<? extends Class<? extends Pass>> kinds) {
        for (var kind : kinds) {
            check(kind);
            var name = Pass.infoOf(kind).name();
            if (defaults.put(name, PassOptions.defaults(kind)) != null) {
                throw new IllegalArgumentException("pass '" + name + "' is registered twice");
            }
        }
    }

    private static void check(Class<? extends Pass> kind) {
        var info = Pass.infoOf(kind);
        if (!kind.isRecord()) {
            throw new IllegalArgumentException("pass '" + info.name() + "' must be a record");
        }
        if (!info.name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("the name of a pass must be in kebab case: '" + info.name() + "'");
        }
        for (var component : kind.getRecordComponents()) {
            boolean listOfOther = component.getType() == List.class && !isStringList(component);
            if (!OptionValue.isKind(component.getType()) || listOfOther) {
                throw new IllegalArgumentException("option '%s' of pass '%s' cannot be a %s".formatted(PassOptions.optionName(component),
                        info.name(), component.getGenericType().getTypeName()));
            }
        }
    }

    private static boolean isStringList(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType t && t.getActualTypeArguments()[0] == String.class;
    }

    /** The names of all passes, sorted. */
    public List<String> names() {
        return List.copyOf(defaults.keySet());
    }

    /** The pass of a name with its default options. */
    public Optional<Pass> find(String name) {
        return Optional.ofNullable(defaults.get(name));
    }

    /** All passes, sorted by name. */
    public List<PassDescription> descriptions() {
        return defaults.values().stream().map(PassRegistry::describe).toList();
    }

    private static PassDescription describe(Pass pass) {
        var options = new ArrayList<PassDescription.OptionDescription>();
        for (var component : pass.getClass().getRecordComponents()) {
            var option = component.getAnnotation(Option.class);
            options.add(new PassDescription.OptionDescription(PassOptions.optionName(component), OptionValue.describe(component.getType()),
                    OptionValue.ofJava(PassOptions.get(pass, component)).print(), option == null ? "" : option.value()));
        }
        var info = pass.info();
        return new PassDescription(info.name(), info.summary(), info.effect(), info.anchor(), options);
    }

    /**
     * Reads a pipeline: {@code builtin.module(func.func(canonicalize{max-iterations=10},cse),my-pass{a=b c="x y" d=[1,2]})}.
     *
     * @throws PipelineException at the first thing that does not fit, with its position and the nearest known name
     */
    public Pipeline parse(String text) throws PipelineException {
        return new PipelineParser(text, this).parse();
    }

    /**
     * Reads the options of a pass as they stand between braces in a pipeline: {@code max-iterations=10 top-down=true}.
     */
    public Pass parsePass(String name, String options) throws PipelineException {
        return new PipelineParser(name + "{" + options + "}", this).parsePassAlone();
    }

    /** The component of a pass behind an option. */
    static Optional<RecordComponent> component(Pass pass, String option) {
        return Arrays.stream(pass.getClass().getRecordComponents()).filter(c -> PassOptions.optionName(c).equals(option)).findFirst();
    }
}
