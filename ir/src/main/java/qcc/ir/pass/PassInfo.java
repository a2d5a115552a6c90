package qcc.ir.pass;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of a pass without running it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PassInfo {
    /** The name in pipelines, in kebab case. */
    String name();

    /** One line for the list of passes, starting with a verb and without a full stop. */
    String summary();

    /** What the pass may do to results. */
    NumericEffect effect();

    /** The name of the operations that the pass runs on, such as {@code func.func}; empty for any. */
    String anchor() default "";
}
