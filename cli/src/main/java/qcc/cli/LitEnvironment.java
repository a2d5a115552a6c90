package qcc.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import qcc.lit.Tool;

/**
 * What golden tests find around them.
 *
 * @param tools {@code qcc} in this process and, where LLVM is installed, {@code mlir-opt}
 * @param features {@code mlir-opt} and {@code llvm-tools} where LLVM is installed, {@code shared} where the folder of trained models is
 */
public record LitEnvironment(Map<String, Tool> tools, Set<String> features) {
    private static final String LLVM_VERSION = "22";

    public LitEnvironment {
        tools = Map.copyOf(tools);
        features = Set.copyOf(features);
    }

    /**
     * Looks for programs on the path.
     *
     * @param path the environment variable {@code PATH}
     * @param shared the folder of trained models, which need not be there
     */
    public static LitEnvironment of(String path, Path shared) {
        var tools = new HashMap<String, Tool>();
        var features = new TreeSet<String>();
        tools.put("qcc", (args, in, out, err, directory, environment) -> Qcc.run(args,
                new Invocation(in, out, err, directory, environment, false)));
        find("mlir-opt", path).ifPresent(program -> {
            tools.put("mlir-opt", new ProgramTool(program));
            features.add("mlir-opt");
        });
        if (find("FileCheck", path).isPresent()) {
            features.add("llvm-tools");
        }
        if (Files.isDirectory(shared)) {
            features.add("shared");
        }
        return new LitEnvironment(tools, features);
    }

    /** A program of LLVM in the version that qcc follows. */
    private static Optional<Path> find(String name, String path) {
        return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name + "-" + LLVM_VERSION)).filter(Files::isExecutable).findFirst();
    }
}
