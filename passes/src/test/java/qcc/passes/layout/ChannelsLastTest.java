package qcc.passes.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static qcc.passes.QuantizedNetworks.bias;
import static qcc.passes.QuantizedNetworks.grid;
import static qcc.passes.QuantizedNetworks.input;
import static qcc.passes.QuantizedNetworks.parse;
import static qcc.passes.QuantizedNetworks.run;
import static qcc.passes.QuantizedNetworks.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.TransposeOp;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

class ChannelsLastTest {
    private static final String X = grid(0.05, 3);
    private static final String Y = grid(0.07, -4);

    /** Convolutions, a residual, pools, a strided slice, a channel pad, a concat, a mean and a classifier behind a reshape. */
    private static String network(Random random, boolean flattensMap) {
        var head = flattensMap ? """
                %flat = nn.reshape %joined : (tensor<1x16x3x3xYY>) -> tensor<1x144xYY>
                """ : """
                %mean = nn.mean %joined {axes = array<i64: 2, 3>, keep_dims = true} : (tensor<1x16x3x3xYY>) -> tensor<1x16x1x1xYY>
                %flat = nn.reshape %mean : (tensor<1x16x1x1xYY>) -> tensor<1x16xYY>
                """;
        int features = flattensMap ? 144 : 16;
        return ("""
                func.func @main(%x: tensor<1x3x6x6xXX>) -> tensor<1x5xYY> {
                """ + weights("w0", random, 0.002, 8, 3, 3, 3) + bias("b0", random, 0.0001, 8) + weights("w1", random, 0.02, 8, 1, 3, 3)
                + weights("w2", random, 0.002, 5, features)
                + """
                        %c0 = nn.conv %x, %w0, %b0 {clamp = array<i32: -4, 127>, dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 0>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x3x6x6xXX>, tensor<8x3x3x3x!quant.uniform<i8<-127:127>:f32, 0.002>>, tensor<8x!quant.uniform<i32:f32, 0.0001>>) -> tensor<1x8x6x6xYY>
                        %c1 = nn.conv %c0, %w1, %c0 {dilations = array<i64: 1, 1>, groups = 8 : i64, operandSegmentSizes = array<i32: 1, 1, 0, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x8x6x6xYY>, tensor<8x1x3x3x!quant.uniform<i8<-127:127>:f32, 0.02>>, tensor<1x8x6x6xYY>) -> tensor<1x8x6x6xYY>
                        %sum = nn.add %c1, %c0 : (tensor<1x8x6x6xYY>, tensor<1x8x6x6xYY>) -> tensor<1x8x6x6xYY>
                        %pool = nn.max_pool %sum {dilations = array<i64: 1, 1>, kernel = array<i64: 3, 3>, pads = array<i64: 0, 0, 1, 1>, strides = array<i64: 2, 2>} : (tensor<1x8x6x6xYY>) -> tensor<1x8x3x3xYY>
                        %cut = nn.slice %c0 {sizes = array<i64: 1, 4, 3, 3>, starts = array<i64: 0, 2, 0, 1>, steps = array<i64: 1, 1, 2, 2>} : (tensor<1x8x6x6xYY>) -> tensor<1x4x3x3xYY>
                        %wide = nn.pad %cut {high = array<i64: 0, 3, 0, 0>, low = array<i64: 0, 1, 0, 0>} : (tensor<1x4x3x3xYY>) -> tensor<1x8x3x3xYY>
                        %avg = nn.avg_pool %wide {dilations = array<i64: 1, 1>, kernel = array<i64: 3, 3>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x8x3x3xYY>) -> tensor<1x8x3x3xYY>
                        %joined = nn.concat %pool, %avg {axis = 1 : i64} : (tensor<1x8x3x3xYY>, tensor<1x8x3x3xYY>) -> tensor<1x16x3x3xYY>
                        """
                + head
                + """
                        %out = nn.linear %flat, %w2 {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1xFFxYY>, tensor<5xFFx!quant.uniform<i8<-127:127>:f32, 0.002>>) -> tensor<1x5xYY>
                        return %out : tensor<1x5xYY>
                        }
                        """)
                .replace("FFx", features + "x").replace("XX", X).replace("YY", Y);
    }

    private static ModuleOp changed(String text) {
        var module = parse(text);
        var problems = new DiagnosticCollector();
        var result = new ChannelsLastPass().run(module.body().first(), new PassContext(Dialects.registry(), problems));
        assertThat(problems.diagnostics()).isEmpty();
        assertThat(result).isEqualTo(Pass.Result.CHANGED);
        return module;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsEveryBit(boolean flattensMap) {
        var text = network(new Random(7), flattensMap);
        var samples = List.of(input(new Random(8), 5, 1, 3, 6, 6));
        var before = (IntegerTensor) run(parse(text), samples).getFirst();
        var after = (IntegerTensor) run(changed(text), samples).getFirst();
        assertThat(values(after)).isEqualTo(values(before));
        assertThat(Set.copyOf(values(before))).as("saturated outputs hide differences").hasSizeGreaterThan(6);
    }

    private static List<Long> values(Tensor tensor) {
        var values = new ArrayList<Long>();
        for (int i = 0; i < tensor.shape().elements(); i++) {
            values.add(((IntegerTensor) tensor).longAt(i));
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesTranspositionsOfTheInputAndOfConstantsOnly(boolean flattensMap) {
        var module = changed(network(new Random(7), flattensMap));
        module.walk(ConvOp.class, conv -> assertThat(conv.layout()).isEqualTo(Layout.NHWC));
        module.walk(NnPool.class, pool -> assertThat(pool.layout()).isEqualTo(Layout.NHWC));
        var remaining = new ArrayList<TransposeOp>();
        module.walk(TransposeOp.class, transpose -> {
            var source = transpose.input().definingOp();
            while (source != null && !(source instanceof ConstantOp)) {
                source = source.operandCount() == 0 ? null : source.operand(0).definingOp();
            }
            if (source == null) {
                remaining.add(transpose);
            }
        });
        assertThat(remaining).hasSize(1);
        assertThat(remaining.getFirst().input().definingOp()).isNull();
    }

    @Test
    void leavesNetworksWithoutWindowsAlone() {
        var module = parse("""
                func.func @main(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
                  %0 = nn.relu %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
                  return %0 : tensor<1x4xf32>
                }
                """);
        var result = new ChannelsLastPass().run(module.body().first(), new PassContext(Dialects.registry(), new DiagnosticCollector()));
        assertThat(result).isEqualTo(Pass.Result.UNCHANGED);
    }
}
