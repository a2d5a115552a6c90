package qcc.tests;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;

/**
 * The arrows between packages, as docs/architecture.md draws them. Maven's modules enforce most of them again; those inside a module only this
 * test does.
 */
@AnalyzeClasses(packages = "qcc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] IR = {"qcc.ir..", "qcc.dialect.."};
    /** The one class of the simulator that meets the IR, to execute what the host itself does. */
    private static final String HOST_FUNCTIONS = "InterpretedFunctions";
    private static final String[] ISA = {"qcc.backend.cim.isa..", "qcc.backend.npu.isa.."};

    @ArchTest
    static final ArchRule CORE = uses("qcc.ir", "qcc.ir.diagnostic");

    @ArchTest
    static final ArchRule DIAGNOSTIC = uses("qcc.ir.diagnostic", "qcc.ir");

    @ArchTest
    static final ArchRule REWRITE = uses("qcc.ir.rewrite..", "qcc.ir", "qcc.ir.diagnostic", "qcc.dialect.builtin");

    @ArchTest
    static final ArchRule PASS = uses("qcc.ir.pass..", "qcc.ir", "qcc.ir.diagnostic", "qcc.dialect.builtin");

    @ArchTest
    static final ArchRule TEXT = uses("qcc.ir.text..", "qcc.ir", "qcc.ir.diagnostic", "qcc.dialect.builtin");

    @ArchTest
    static final ArchRule BYTECODE = uses("qcc.ir.bytecode..", "qcc.ir", "qcc.ir.diagnostic", "qcc.ir.text", "qcc.dialect.builtin");

    @ArchTest
    static final ArchRule VERIFY = uses("qcc.ir.verify..", "qcc.ir", "qcc.ir.diagnostic", "qcc.ir.pass", "qcc.dialect.builtin");

    @ArchTest
    static final ArchRule DIALECTS = uses("qcc.dialect..", "qcc.ir", "qcc.ir.diagnostic", "qcc.ir.rewrite");

    @ArchTest
    static final ArchRule IR_MODULE = uses(IR);

    @ArchTest
    static final ArchRule TENSOR = uses("qcc.tensor..");

    @ArchTest
    static final ArchRule CHIP = uses("qcc.chip..");

    @ArchTest
    static final ArchRule LIT = uses("qcc.lit..");

    @ArchTest
    static final ArchRule LSP = uses(new String[]{"qcc.lsp.."}, IR);

    @ArchTest
    static final ArchRule FRONTEND = uses(new String[]{"qcc.frontend.."}, IR);

    @ArchTest
    static final ArchRule INTERPRETER = uses(new String[]{"qcc.interpreter.."}, IR, "qcc.tensor..");

    @ArchTest
    static final ArchRule PASSES = uses(new String[]{"qcc.passes.."}, IR, "qcc.tensor..", "qcc.interpreter..", "qcc.chip..");

    @ArchTest
    static final ArchRule CIM_INSTRUCTION_SET = uses("qcc.backend.cim.isa..", "qcc.chip..");

    @ArchTest
    static final ArchRule CIM_CODE_GENERATION = uses(new String[]{"qcc.backend.cim.codegen.."}, IR, "qcc.chip..", "qcc.backend.cim.isa..");

    @ArchTest
    static final ArchRule BUNDLE = uses(new String[]{"qcc.backend.host.bundle.."}, ISA, "qcc.chip..");

    @ArchTest
    static final ArchRule REPAIR = uses(new String[]{"qcc.backend.host.repair.."}, ISA, "qcc.chip..", "qcc.backend.host.bundle..");

    @ArchTest
    static final ArchRule HOST_SCHEDULE = uses(new String[]{"qcc.backend.host.schedule.."}, join(IR, ISA), "qcc.chip..",
            "qcc.backend.host.bundle..");

    @ArchTest
    static final ArchRule SIMULATOR = ArchRuleDefinition.classes().that().resideInAPackage("qcc.sim..").and()
            .doNotHaveSimpleName(HOST_FUNCTIONS).should().onlyDependOnClassesThat(
                    allowed("qcc.sim..", "qcc.chip..", "qcc.tensor..", "qcc.backend.host.bundle..", ISA[0], ISA[1]));

    @ArchTest
    static final ArchRule HOST_FUNCTIONS_OF_THE_SIMULATOR = ArchRuleDefinition.classes().that().haveSimpleName(HOST_FUNCTIONS).should()
            .onlyDependOnClassesThat(
                    allowed("qcc.sim..", "qcc.tensor..", "qcc.backend.host.bundle..", "qcc.interpreter..", IR[0], IR[1]));

    @ArchTest
    static final ArchRule DIALECTS_DO_NOT_KNOW_EACH_OTHER_IN_CIRCLES = slices().matching("qcc.dialect.(*)..").should().beFreeOfCycles()
            .allowEmptyShould(true);

    private static ArchRule uses(String who, String... others) {
        return uses(new String[]{who}, others);
    }

    private static ArchRule uses(String[] who, String... others) {
        return uses(who, new String[0], others);
    }

    /** Classes of some packages use themselves, the others and what is no part of qcc. */
    private static ArchRule uses(String[] who, String[] others, String... more) {
        return ArchRuleDefinition.classes().that().resideInAnyPackage(who).should()
                .onlyDependOnClassesThat(allowed(join(who, join(others, more)))).allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> allowed(String... packages) {
        var foreign = DescribedPredicate.describe("outside qcc", (JavaClass c) -> !c.getPackageName().matches("qcc(\\..*)?"));
        return JavaClass.Predicates.resideInAnyPackage(packages).or(foreign);
    }

    private static String[] join(String[] a, String... b) {
        var all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
