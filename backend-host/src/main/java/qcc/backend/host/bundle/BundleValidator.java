package qcc.backend.host.bundle;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import qcc.backend.cim.isa.GlobalConstant;
import qcc.backend.cim.isa.AccumulatorInstruction.Mvm;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.cim.isa.InvalidCodeException;

/** Checks that the parts of a bundle fit together, so that a run can rely on it. */
final class BundleValidator {
    private final Bundle bundle;
    private final InstructionCodec codec;

    private BundleValidator(Bundle bundle, InstructionCodec codec) {
        this.bundle = bundle;
        this.codec = codec;
    }

    /**
     * @throws BundleException naming the first part at fault
     */
    static void validate(Bundle bundle, InstructionCodec codec) {
        var validator = new BundleValidator(bundle, codec);
        require(bundle.globalMemoryBytes() >= 0, "global memory has a negative size: %d", bundle.globalMemoryBytes());
        validator.checkPorts("input", bundle.inputs());
        validator.checkPorts("output", bundle.outputs());
        for (var i = 0; i < bundle.segments().size(); i++) {
            validator.checkConstants(i, bundle.segments().get(i));
            validator.checkPrograms(i, bundle.segments().get(i));
        }
        validator.checkCrossing();
        HostCommandValidator.validate(bundle);
    }

    static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new BundleException(message.formatted(arguments));
        }
    }

    private void checkPorts(String direction, List<Port> ports) {
        var names = new HashSet<String>();
        var numbers = new HashSet<Integer>();
        for (var port : ports) {
            require(names.add(port.name()), "two %ss of the network are called '%s'", direction, port.name());
            require(port.buffer() >= 0 && port.buffer() < bundle.buffers().size(), "the network's %s '%s' refers to host buffer %d of %d",
                    direction, port.name(), port.buffer(), bundle.buffers().size());
            require(numbers.add(port.buffer()) || direction.equals("output"), "two %ss of the network share host buffer %d", direction,
                    port.buffer());
        }
    }

    private void checkConstants(int segment, Segment content) {
        var ascending = content.constants().stream().sorted(Comparator.comparingLong(GlobalConstant::address)).toList();
        var end = 0L;
        for (var constant : ascending) {
            require(constant.address() >= end, "segment %d: the constant at address %d overlaps the one before it, which ends at %d",
                    segment,
                    constant.address(), end);
            var bytes = constant.data().length;
            require(constant.address() <= bundle.globalMemoryBytes() - bytes,
                    "segment %d: the constant of %d bytes at address %d goes beyond the %d bytes of global memory", segment, bytes,
                    constant.address(), bundle.globalMemoryBytes());
            end = constant.address() + bytes;
        }
    }

    private void checkCrossing() {
        for (var value : bundle.blocks().crossing()) {
            require(value.end() <= bundle.globalMemoryBytes(),
                    "the crossing value of %d bytes at address %d goes beyond the %d bytes of global memory", value.bytes(),
                    value.address(),
                    bundle.globalMemoryBytes());
            for (var segment : value.segments()) {
                require(segment >= 0 && segment < bundle.segments().size(), "the crossing value at address %d refers to segment %d of %d",
                        value.address(), segment, bundle.segments().size());
            }
        }
    }

    private void checkPrograms(int segment, Segment content) {
        var cores = new HashSet<Integer>();
        for (var program : content.programs()) {
            require(cores.add(program.core()), "segment %d has two programs for core %d", segment, program.core());
            checkProgram(segment, program);
        }
    }

    private void checkProgram(int segment, CoreProgram program) {
        var groups = new HashSet<Integer>();
        for (ArrayGroup group : program.groups()) {
            groups.add(group.id());
        }
        try {
            checkCode(segment, program, groups);
        } catch (InvalidCodeException e) {
            throw new BundleException("segment %d, core %d: %s".formatted(segment, program.core(), e.getMessage()), e);
        }
    }

    private void checkCode(int segment, CoreProgram core, Set<Integer> groups) {
        var program = codec.decodeProgram(core.code(), core.sourceMap());
        var instructions = program.instructions();
        for (var i = 0; i < instructions.size(); i++) {
            if (instructions.get(i) instanceof Mvm mvm) {
                require(groups.contains(mvm.group()),
                        "segment %d, core %d: instruction %d multiplies with group %d, which the core does not have",
                        segment, core.core(), i, mvm.group());
            }
        }
        var entries = core.sourceMap().entries();
        require(entries.isEmpty() || entries.getLast().firstInstruction() < instructions.size(),
                "segment %d, core %d: the source map goes beyond the %d instructions", segment, core.core(), instructions.size());
    }
}
