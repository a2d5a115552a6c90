package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.CallOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.func.ReturnOp;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReluOp;
import qcc.ir.Blob;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.FloatType;
import qcc.ir.FunctionType;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.Resource;
import qcc.ir.SymbolRefAttr;
import qcc.ir.TensorType;
import qcc.ir.UnregisteredOp;
import qcc.ir.Value;
import qcc.tensor.FloatTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

class InterpreterTest {
    private static final TensorType PAIR = TensorType.of(FloatType.F32, 1, 2);

    private final FuncOp function = FuncOp.create("f", new FunctionType(List.of(PAIR), List.of(PAIR)), Fixture.HERE);
    private final OpBuilder builder = OpBuilder.atEnd(function.entry());
    private final Value argument = function.entry().argument(0);

    private void returns(Value... values) {
        builder.create(ReturnOp.DEF, new OpState(Fixture.HERE).operands(values));
    }

    private List<Tensor> run(float... samples) {
        return new Interpreter(function, Fixture.OPTIONS).run(function,
                List.of(new FloatTensor(Shape.of(samples.length / 2, 1, 2), samples)));
    }

    private ConstantOp constant(float... values) {
        var resource = new Resource("w", Blob.ofFloats(values));
        return ConstantOp.create(builder, Location.named("weights"), new DenseResourceAttr(resource, PAIR));
    }

    @Test
    void runsOperationsOnABlockOfSamples() {
        var sum = AddOp.create(builder, Fixture.HERE, argument, constant(10, 20).result());
        returns(ReluOp.create(builder, Fixture.HERE, sum.result()).result(), argument);

        assertThat(run(1, 2, -30, -3, 5, 6)).containsExactly(
                new FloatTensor(Shape.of(3, 1, 2), new float[]{11, 22, 0, 17, 15, 26}),
                new FloatTensor(Shape.of(3, 1, 2), new float[]{1, 2, -30, -3, 5, 6}));
    }

    @Test
    void aValueThatDependsOnNoInputHasOneSample() {
        var splat = ConstantOp.create(builder, Fixture.HERE, DenseElementsAttr.ofDoubles(PAIR, 3));
        returns(MulOp.create(builder, Fixture.HERE, constant(1, 2).result(), splat.result()).result());

        assertThat(run(0, 0, 0, 0)).containsExactly(new FloatTensor(Shape.of(1, 1, 2), new float[]{3, 6}));
    }

    @Test
    void theObserverSeesEveryResultInOrder() {
        var sum = AddOp.create(builder, Fixture.HERE, argument, argument);
        returns(AddOp.create(builder, Fixture.HERE, sum.result(), sum.result()).result());
        var seen = new ArrayList<String>();
        var options = Fixture.OPTIONS.withObserver((op, operands, results) -> seen.add(op.name() + results.getFirst().doubleAt(1)));

        new Interpreter(function, options).run(function, List.of(new FloatTensor(Shape.of(1, 1, 2), new float[]{1, 2})));

        assertThat(seen).containsExactly("nn.add4.0", "nn.add8.0");
    }

    @Test
    void callsFunctionsOfTheModule() {
        returns(AddOp.create(builder, Fixture.HERE, argument, argument).result());
        var caller = FuncOp.create("main", function.functionType(), Fixture.HERE);
        var inCaller = OpBuilder.atEnd(caller.entry());
        var call = inCaller.create(CallOp.DEF, new OpState(Fixture.HERE).operands(caller.entry().argument(0)).results(PAIR)
                .property("callee", new SymbolRefAttr("f")));
        inCaller.create(ReturnOp.DEF, new OpState(Fixture.HERE).operands(call.result(0)));
        var module = ModuleOp.create(Fixture.HERE);
        var inModule = OpBuilder.atEnd(module.body());
        inModule.insert(function);
        inModule.insert(caller);

        assertThat(new Interpreter(module, Fixture.OPTIONS).run(caller, List.of(new FloatTensor(Shape.of(1, 1, 2), new float[]{1, 2}))))
                .containsExactly(new FloatTensor(Shape.of(1, 1, 2), new float[]{2, 4}));

        inModule.erase(function);
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> new Interpreter(caller, Fixture.OPTIONS).run(caller,
                        List.of(new FloatTensor(Shape.of(1, 1, 2), new float[]{1, 2}))))
                .withMessage("\"here\": 'func.call' op names @f, which its module does not hold");
    }

    @Test
    void anUndefinedResourceIsAnErrorOnlyWhenExecuted() {
        var constant = ConstantOp.create(builder, Location.named("conv1.weight"),
                new DenseResourceAttr(Resource.undefined("w7"), PAIR));
        returns(constant.result());

        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> run(1, 2))
                .withMessage("\"conv1.weight\": 'nn.constant' op names the resource 'w7', whose bytes were left out of the text; "
                        + "print the module with all its resources")
                .satisfies(e -> assertThat(e.op()).isSameAs(constant));
    }

    @Test
    void aResourceOfAnotherSizeIsAnError() {
        returns(constant(1, 2, 3).result());

        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> run(1, 2))
                .withMessageContaining("needs 8 bytes of data but has 12");
    }

    @Test
    void unknownOperationsAreNamed() {
        var unknown = builder.create(UnregisteredOp.definition("vendor.magic"), new OpState(Location.named("layer")).results(PAIR));
        returns(unknown.result(0));

        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> run(1, 2))
                .withMessage("\"layer\": 'vendor.magic' op is of no known dialect and cannot be executed");
    }

    @Test
    void argumentsMustHaveTheirTypes() {
        returns(argument);
        var interpreter = new Interpreter(function, Fixture.OPTIONS);

        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> interpreter.run(function, List.of(new FloatTensor(Shape.of(1, 3), new float[3]))))
                .withMessage("\"here\": 'func.func' op expects argument 0 of type tensor<1x2xf32> as [samples, 1, 2] of f32 "
                        + "but has tensor<1x3xf32>");
        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> interpreter.run(function, List.of()))
                .withMessageContaining("has 1 arguments but was given 0 values");
    }

    @Test
    void blocksOfDifferentSizesDoNotMeet() {
        var two = FuncOp.create("g", new FunctionType(List.of(PAIR, PAIR), List.of()), Fixture.HERE);
        OpBuilder.atEnd(two.entry()).create(ReturnOp.DEF, new OpState(Fixture.HERE));

        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> new Interpreter(two, Fixture.OPTIONS).run(two,
                        List.of(new FloatTensor(Shape.of(2, 1, 2), new float[4]), new FloatTensor(Shape.of(3, 1, 2), new float[6]))))
                .withMessageContaining("meets blocks of 2 and of 3 samples");
    }

    @Test
    void aDeclarationHasNothingToExecute() {
        var declared = FuncOp.DEF.create(new OpState(Fixture.HERE).region(new Region()));

        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> new Interpreter(declared, Fixture.OPTIONS).run(declared, List.of()))
                .withMessageContaining("is declared but has no body to execute");
    }
}
