package qcc.ir.pass;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The components of a pass's record as named options. */
final class PassOptions {
    private PassOptions() {}

    /** The name of an option: the component's in kebab case. */
    static String optionName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static Object get(Pass pass, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(pass);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("option '" + optionName(component) + "' cannot be read", e);
        }
    }

    /** The text of all options: {@code {max-iterations=10 top-down=true}}; empty if the pass has none. */
    static String print(Pass pass) {
        var components = pass.getClass().getRecordComponents();
        if (components == null || components.length == 0) {
            return "";
        }
        var text = new StringJoiner(" ", "{", "}");
        for (var component : components) {
            text.add(optionName(component) + "=" + OptionValue.ofJava(get(pass, component)).print());
        }
        return text.toString();
    }

    /** The pass with its default options. */
    static Pass defaults(Class<? extends Pass> kind) {
        try {
            var constructor = kind.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(kind.getName() + " has no constructor without arguments that gives the defaults", e);
        }
    }

    /**
     * A pass with some options changed.
     *
     * @param changed by component name
     * @throws IllegalArgumentException if the record's constructor refuses the values
     */
    static Pass with(Pass pass, Map<String, Object> changed) {
        var components = pass.getClass().getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components).map(c -> changed.getOrDefault(c.getName(), get(pass, c))).toArray();
        try {
            var constructor = pass.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("pass '" + pass.info().name() + "' cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("pass '" + pass.info().name() + "' cannot be made", e);
        }
    }
}
