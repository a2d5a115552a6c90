package qcc.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostBuffer;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.sim.noise.NonIdealities;
import qcc.tensor.Parallel;
import qcc.tensor.Tensor;

/**
 * Executes a program bundle bit for bit, from its decoded binary instructions. Immutable; may be run often.
 *
 * <pre>{@code
 * var simulator = Simulator.load(bundle, SimulatorOptions.defaults());
 * var result = simulator.run(List.of(images));
 * }</pre>
 */
public final class Simulator {
    private final Bundle bundle;
    private final Chip chip;
    private final List<SegmentImage> segments;
    private final SimulatorOptions options;
    private final HostFunctions functions;
    private final SimulationReport report;
    private final int blockSamples;

    private Simulator(Bundle bundle, Chip chip, SimulatorOptions options, HostFunctions functions, NonIdealities nonIdealities) {
        this.bundle = bundle;
        this.options = options;
        this.functions = functions;
        this.chip = chip;
        requireGlobalMemory();
        this.segments = decode(bundle, chip);
        var budget = TableBudget.ofHeap();
        var cores = segments.stream().flatMap(segment -> segment.cores().stream()).toList();
        try (var parallel = new Parallel(options.threads())) {
            parallel.forEach(cores.size(), i -> cores.get(i).prepareProducts(options.everyConversion(), budget, nonIdealities));
        }
        this.blockSamples = Blocks.size(options.blockSamples(), options.threads(),
                Device.bytesPerSample(chip, bundle.globalMemoryBytes(), segments),
                Device.largestMemory(chip, bundle.globalMemoryBytes(), segments));
        this.report = Walk.through(bundle, chip, segments, options.checkUninitialized());
    }

    /**
     * Decodes a bundle and walks through it once without data. Where its chip file says so ({@code noise.ideal: false}), cells, drivers and
     * converters are those of the specimen that the file's seed draws.
     *
     * @param bundle a valid bundle, as {@link qcc.backend.host.bundle.BundleReader} gives
     * @param functions the host module's functions
     * @throws SimulatorTrap if a program does what the machine forbids, whatever the data
     * @throws SimulatorException if the bundle does not fit its chip
     */
    public static Simulator load(Bundle bundle, SimulatorOptions options, HostFunctions functions) {
        var chip = chip(bundle);
        return new Simulator(bundle, chip, options, functions, new NonIdealities(chip.noise(), Optional.empty()));
    }

    /** {@link #load(Bundle, SimulatorOptions, HostFunctions)} with the interpreter for host functions. */
    public static Simulator load(Bundle bundle, SimulatorOptions options) {
        return load(bundle, options, HostFunctions.of(bundle.hostModule()));
    }

    /** The same for a chip that differs from the ideal one as is said here, whatever its file says. */
    public static Simulator load(Bundle bundle, SimulatorOptions options, NonIdealities nonIdealities) {
        return new Simulator(bundle, chip(bundle), options, HostFunctions.of(bundle.hostModule()), nonIdealities);
    }

    /**
     * Executes samples and measures the error of every operation whose sums are converted, in the order of the bundle. Products are made four times
     * over, on one thread.
     *
     * @param inputs as for {@link #run}
     */
    public static List<LayerError> layerErrors(Bundle bundle, NonIdealities nonIdealities, List<Tensor> inputs) {
        var simulator = load(bundle, SimulatorOptions.defaults().withThreads(1), nonIdealities);
        var powers = new ArrayList<ErrorPowers>();
        var budget = TableBudget.ofHeap();
        for (var segment : simulator.segments) {
            for (var core : segment.cores()) {
                powers.addAll(core.observeProducts(budget, nonIdealities.cellsOnly()));
            }
        }
        simulator.run(inputs);
        var errors = new LinkedHashMap<String, LayerError>();
        powers.forEach(each -> errors.merge(each.error().operation(), each.error(), LayerError::plus));
        return List.copyOf(errors.values());
    }

    /**
     * Time and energy of a bundle from one walk through it without data; nothing is made ready to execute samples.
     *
     * @throws SimulatorTrap if a program does what the machine forbids, whatever the data
     */
    public static SimulationReport reportOf(Bundle bundle) {
        var chip = chip(bundle);
        return Walk.through(bundle, chip, decode(bundle, chip), true);
    }

    private static List<SegmentImage> decode(Bundle bundle, Chip chip) {
        var images = new ArrayList<SegmentImage>();
        for (var i = 0; i < bundle.segments().size(); i++) {
            images.add(SegmentImage.decode(i, bundle.segments().get(i), chip, new FixedWordCodec()));
        }
        return List.copyOf(images);
    }

    /** The chip that a bundle is for. */
    public static Chip chip(Bundle bundle) {
        return ChipLoader.parse(bundle.chip(), "chip of the bundle");
    }

    /** The device's time and energy for one inference. */
    public SimulationReport report() {
        return report;
    }

    /**
     * Executes samples.
     *
     * @param inputs one for each input of the network, in the bundle's order, of shape {@code [samples, dimensions...]}
     * @throws SimulatorTrap if a sum exceeds its width
     * @throws SimulatorException if an input does not have the shape that the bundle says
     */
    public SimulationResult run(List<Tensor> inputs) {
        return run(inputs, 0);
    }

    /**
     * Executes a portion of all samples.
     *
     * @param firstSample the index of the portion's first sample, on which read noise depends
     */
    public SimulationResult run(List<Tensor> inputs, long firstSample) {
        var shaped = checkInputs(inputs);
        var samples = shaped.getFirst().samples();
        var outputs = Blocks.outputs(bundle.outputs().stream().map(port -> buffer(port.buffer())).toList(), samples);
        var devices = new ConcurrentLinkedQueue<Device>();
        var blocks = Math.ceilDiv(samples, blockSamples);
        try (var parallel = new Parallel(Math.max(1, Math.min(options.threads(), blocks)))) {
            if (options.warmUp()) {
                parallel.forEach(parallel.threads(), thread -> runBlock(shaped, firstSample, thread % blocks, devices, outputs));
            }
            var hostNanos = new LongAdder();
            var start = System.nanoTime();
            parallel.forEach(blocks, block -> hostNanos.add(runBlock(shaped, firstSample, block, devices, outputs)));
            var total = (System.nanoTime() - start) / 1e9;
            var host = hostNanos.sum() / 1e9 / parallel.threads();
            return new SimulationResult(outputs, report, samples, blockSamples, total, Math.max(0, total - host));
        }
    }

    /** Executes one block and places its outputs; gives the time spent in host functions in ns. */
    private long runBlock(List<Tensor> inputs, long firstSample, int block, ConcurrentLinkedQueue<Device> devices, List<Tensor> outputs) {
        var first = block * blockSamples;
        var count = Math.min(blockSamples, inputs.getFirst().samples() - first);
        var run = new BlockRun(bundle, segments, functions, inputs.stream().map(input -> input.slice(first, count)).toList(), count,
                firstSample + first);
        var free = devices.poll();
        var device = free == null ? new Device(chip, bundle.globalMemoryBytes(), blockSamples, !options.checkUninitialized()) : free;
        var results = run.run(device);
        devices.add(device);
        for (var i = 0; i < results.size(); i++) {
            Blocks.place(results.get(i), outputs.get(i), first);
        }
        return run.hostNanos();
    }

    /** The inputs in their buffers' shapes. */
    private List<Tensor> checkInputs(List<Tensor> inputs) {
        if (inputs.size() != bundle.inputs().size()) {
            throw new SimulatorException("the network has %d inputs, %d were given", bundle.inputs().size(), inputs.size());
        }
        if (inputs.isEmpty() || inputs.getFirst().shape().rank() == 0 || inputs.getFirst().samples() == 0) {
            throw new SimulatorException("there are no samples to run");
        }
        var samples = inputs.getFirst().samples();
        var shaped = new ArrayList<Tensor>();
        for (var i = 0; i < inputs.size(); i++) {
            var port = bundle.inputs().get(i);
            var input = inputs.get(i);
            if (input.shape().rank() == 0 || input.samples() != samples) {
                throw new SimulatorException("input '%s' is %s, but the first input has %d samples", port.name(), input.typeText(),
                        samples);
            }
            shaped.add(Blocks.require(input, buffer(port.buffer()), samples, "input '%s'".formatted(port.name())));
        }
        return shaped;
    }

    private HostBuffer buffer(int number) {
        return bundle.buffers().get(number);
    }

    private void requireGlobalMemory() {
        var available = chip.chip().globalMem().bytes();
        if (bundle.globalMemoryBytes() > available) {
            throw new SimulatorException("the bundle uses %d bytes of global memory, the chip '%s' has %d (chip.global_mem.kib)",
                    bundle.globalMemoryBytes(), chip.arch(), available);
        }
    }
}
