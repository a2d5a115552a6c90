package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static qcc.frontend.onnx.ModelBuilder.integer;
import static qcc.frontend.onnx.ModelBuilder.integers;
import static qcc.frontend.onnx.ModelBuilder.real;
import static qcc.frontend.onnx.ModelBuilder.text;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A damaged file is imported or refused with a message, but never crashes the importer. */
final class MutatedModelTest {
    private static final int MUTANTS = 10_000;

    private static byte[] model() {
        return ModelBuilder.opset(13).input("x", "N x 2 x 6 x 6").floatsInitializer("w", 1, 2, 3, 3).floatsInitializer("v", 16, 2)
                .initializer(ModelBuilder.scalar("six", 6)).longsInitializer("p", 0, 0, 1, 1, 0, 0, 1, 1).longsInitializer("s", 0, -1)
                .longsInitializer("b", 1).longsInitializer("c", 2)
                .node("Conv", "x w", "a", integers("strides", 2, 2), text("auto_pad", "SAME_UPPER"), integer("group", 1))
                .node("Clip", "a _ six", "d").node("Pad", "d p", "f").node("AveragePool", "f", "g", integers("kernel_shape", 2, 2),
                        integer("ceil_mode", 1), integer("count_include_pad", 1))
                .node("Reshape", "g s", "h").node("Shape", "h", "i").node("ConstantOfShape", "i", "j").node("Add", "h j", "k")
                .node("Slice", "k b c b", "l").node("Expand", "l i", "m").node("Concat", "m k", "n", integer("axis", -1))
                .node("Unsqueeze", "n b", "o").node("Squeeze", "o b", "q").node("Gather", "q b", "r", integer("axis", 1))
                .node("Softmax", "r", "t").node("Transpose", "t", "u").node("ReduceMean", "u", "y", integers("axes", 0))
                .node("Gemm", "k v", "z", real("alpha", 2)).output("y").model.build().toByteArray();
    }

    private static void read(byte[] bytes) {
        OnnxImporter.read(ByteString.copyFrom(bytes), "m.onnx", Path.of("nowhere"), ImportOptions.DEFAULT.withShape("x=1x2x6x6"));
    }

    private static boolean imports(byte[] bytes) {
        try {
            read(bytes);
            return true;
        } catch (ImportException e) {
            assertThat(e.getMessage()).startsWith("m.onnx: ").doesNotContain("null", "Exception");
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail("crashed on " + HexFormat.of().formatHex(bytes), e);
        }
    }

    @Test
    void undamaged() {
        read(model());
    }

    @Test
    void truncatedAnywhere() {
        var bytes = model();
        for (int length = 0; length < bytes.length; length++) {
            imports(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void withBytesChangedRemovedAndInserted() {
        var original = model();
        var random = new Random(20_251_120);
        int survivors = 0;
        for (int i = 0; i < MUTANTS; i++) {
            var bytes = original.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes = mutate(bytes, random);
            }
            survivors += imports(bytes) ? 1 : 0;
        }
        assertThat(survivors).isBetween(MUTANTS / 100, MUTANTS * 99 / 100);
    }

    /** Networks that others exported, damaged: most of their bytes are structure, for their weights are splats. */
    @Test
    void realNetworksWithBytesChanged() throws IOException {
        var folder = Path.of(System.getProperty("qcc.shared", System.getProperty("qcc.root") + "/../shared")).resolve("models/light");
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> folder + " is absent");
        var random = new Random(20_261_120);
        for (var name : List.of("bvlc_alexnet", "inception_v1", "resnet50", "shufflenet", "squeezenet")) {
            var original = Files.readAllBytes(folder.resolve("light_" + name + ".onnx"));
            for (int i = 0; i < 60; i++) {
                var bytes = original.clone();
                for (int change = random.nextInt(8); change >= 0; change--) {
                    bytes = mutate(bytes, random);
                }
                bytes = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
                importsAnything(bytes);
            }
        }
    }

    private static void importsAnything(byte[] bytes) {
        try {
            OnnxImporter.read(ByteString.copyFrom(bytes), "m.onnx", Path.of("nowhere"), ImportOptions.DEFAULT);
        } catch (ImportException e) {
            assertThat(e.getMessage()).startsWith("m.onnx: ").doesNotContain("null", "Exception");
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> with(bytes, at, (byte) random.nextInt(256));
            case 1 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 2 -> with(bytes, at, (byte) (bytes[at] + (random.nextBoolean() ? 1 : -1)));
            default -> moved(bytes, at, random.nextInt(bytes.length));
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    /** One byte goes and another comes, so that the lengths of outer messages still fit. */
    private static byte[] moved(byte[] bytes, int from, int to) {
        byte value = bytes[from];
        int step = from < to ? 1 : -1;
        for (int i = from; i != to; i += step) {
            bytes[i] = bytes[i + step];
        }
        bytes[to] = value;
        return bytes;
    }
}
