package qcc.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained network, the samples that go with it, and what its integers must reach.
 *
 * @param calibration the options that say how to calibrate and prepare samples
 * @param inputs the options that say what to execute
 * @param topOne the accuracy on reals in percent, NaN where there are no labels
 * @param noise the least signal-to-noise ratio of the integers in dB
 * @param agreement on how many samples the device must choose the class that the reals choose
 */
record SampleNetwork(Path model, List<String> calibration, List<String> inputs, double topOne, double noise, int agreement) {
    private static final String CIFAR = shared("data/cifar10/");
    private static final String PHOTOGRAPHS = shared("data/imagenet96/images.npy");
    private static final List<String> RANDOM_CALIBRATION = List.of("--random-calib", "256", "--calib-seed", "0");
    private static final List<String> RANDOM_INPUT = List.of("--random-input", "1000", "--seed", "1");

    static SampleNetwork digits() {
        var folder = Repository.ROOT.resolve("examples/digits");
        return new SampleNetwork(folder.resolve("digits.onnx"),
                List.of("--calib", folder.resolve("calibration.npy").toString(), "--scale", "16"),
                List.of("--input", folder.resolve("test_images.npy").toString(), "--labels", folder.resolve("test_labels.npy").toString()),
                99.0, 30,
                198);
    }

    /** The trained networks of the shared folder, with what ONNX Runtime's quantizer reaches less a little. */
    static List<SampleNetwork> trained() {
        var labeled = List.of("--input", CIFAR + "test_x.npy", "--labels", CIFAR + "test_y.npy");
        return List.of(
                new SampleNetwork(model("resnet20_cifar10"),
                        List.of("--calib", CIFAR + "calib_x.npy", "--scale", "255", "--mean", "0.485,0.456,0.406", "--std",
                                "0.229,0.224,0.225"),
                        labeled, 83.5, 24, 960),
                new SampleNetwork(model("mlperf_tiny_resnet8"), List.of("--calib", CIFAR + "calib_x.npy"), labeled, 76.3, 18.1, 950),
                new SampleNetwork(model("mlperf_tiny_vww"), List.of("--calib", PHOTOGRAPHS, "--scale", "255"),
                        List.of("--input", PHOTOGRAPHS),
                        Double.NaN, 20, 123),
                new SampleNetwork(model("mlperf_tiny_kws"), RANDOM_CALIBRATION, RANDOM_INPUT, Double.NaN, 27, 990),
                new SampleNetwork(model("mlperf_tiny_ad"), RANDOM_CALIBRATION, RANDOM_INPUT, Double.NaN, 25, 950));
    }

    private static String shared(String path) {
        return Repository.SHARED + "/" + path;
    }

    private static Path model(String name) {
        return Repository.SHARED.resolve("models").resolve(name + ".onnx");
    }

    /** Skips the test where the network is not there. */
    SampleNetwork orSkip() {
        assumeTrue(Files.isRegularFile(model), "no file " + model);
        return this;
    }

    /** A command on the network with its calibration. */
    List<String> command(String name, List<String> more) {
        var words = new ArrayList<>(List.of(name, model.toString(), "--target", "cim"));
        words.addAll(calibration);
        words.addAll(more);
        return words;
    }

    @Override
    public String toString() {
        return model.getFileName().toString();
    }
}
