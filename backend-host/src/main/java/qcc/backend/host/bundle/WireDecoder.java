package qcc.backend.host.bundle;

import java.util.Optional;

import qcc.backend.cim.isa.GlobalConstant;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.SourceMap;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.backend.host.bundle.wire.Wire;

/** From the protobuf message to a bundle. Throws {@link IllegalArgumentException} where a value cannot be. */
final class WireDecoder {
    private WireDecoder() {}

    static Bundle decode(Wire.Bundle wire) {
        return new Bundle(wire.getProducer(), wire.getNetwork(), wire.getChip(), wire.getGlobalMemoryBytes(),
                wire.getBuffersList().stream().map(WireDecoder::decode).toList(),
                wire.getInputsList().stream().map(WireDecoder::decode).toList(),
                wire.getOutputsList().stream().map(WireDecoder::decode).toList(),
                wire.getSegmentsList().stream().map(WireDecoder::decode).toList(),
                wire.getCommandsList().stream().map(WireDecoder::decode).toList(),
                new SampleBlocks(Math.max(1, wire.getBlockSamples()),
                        wire.getCrossingValuesList().stream().map(WireDecoder::decode).toList()),
                decode(wire.getHostModule()));
    }

    private static HostBuffer decode(Wire.HostBuffer wire) {
        return new HostBuffer(decode(wire.getKind()), wire.getShapeList());
    }

    private static ElementKind decode(Wire.ElementKind wire) {
        return switch (wire) {
            case BOOL -> ElementKind.BOOL;
            case I8 -> ElementKind.I8;
            case U8 -> ElementKind.U8;
            case I16 -> ElementKind.I16;
            case I32 -> ElementKind.I32;
            case I64 -> ElementKind.I64;
            case F32 -> ElementKind.F32;
            case F64 -> ElementKind.F64;
            case ELEMENT_KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("a host buffer has no known element kind");
        };
    }

    private static Port decode(Wire.Port wire) {
        return new Port(wire.getName(), wire.getBuffer());
    }

    private static Segment decode(Wire.Segment wire) {
        return new Segment(
                wire.getConstantsList().stream().map(c -> new GlobalConstant(c.getAddress(), c.getData().toByteArray())).toList(),
                wire.getProgramsList().stream().map(WireDecoder::decode).toList());
    }

    private static CrossingValue decode(Wire.CrossingValue wire) {
        var source = switch (wire.getSource()) {
            case FROM_HOST -> CrossingValue.Source.HOST;
            case FROM_SEGMENT -> CrossingValue.Source.SEGMENT;
            case CROSSING_SOURCE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("a crossing value has no known source");
        };
        return new CrossingValue(wire.getAddress(), wire.getBytes(), source, wire.getSegmentsList());
    }

    private static CoreProgram decode(Wire.CoreProgram wire) {
        var sources = wire.getSourceMapList().stream().map(e -> new SourceMap.Entry(e.getFirstInstruction(), e.getOperation())).toList();
        return new CoreProgram(wire.getCore(), wire.getCode().toByteArray(),
                wire.getGroupsList().stream().map(group -> decode(wire.getCore(), group)).toList(), new SourceMap(sources));
    }

    private static ArrayGroup decode(int core, Wire.ArrayGroup wire) {
        var group = new ArrayGroup(wire.getId(), wire.getRows(), wire.getColumns(), wire.getMatrix().toByteArray(),
                decode(wire.getEncoding()), wire.getSliceBitsList(), wire.getSlicesList().stream().map(WireDecoder::decode).toList(),
                wire.hasConverter() ? Optional.of(decode(wire.getConverter())) : Optional.empty());
        if (group.crc32() != wire.getMatrixCrc32()) {
            throw new IllegalArgumentException("core %d, group %d: the matrix has CRC-32 %08x but the table says %08x".formatted(core,
                    group.id(), group.crc32(), wire.getMatrixCrc32()));
        }
        return group;
    }

    private static Converter decode(Wire.Converter wire) {
        var rounding = switch (wire.getRounding()) {
            case NEAREST -> Converter.Rounding.NEAREST;
            case FLOOR -> Converter.Rounding.FLOOR;
            case ROUNDING_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("a converter has no known rounding");
        };
        var signing = switch (wire.getSigning()) {
            case INPUT_OFFSET -> Converter.Signing.OFFSET;
            case INPUT_MSB_SUBTRACT -> Converter.Signing.MSB_SUBTRACT;
            case INPUT_NONE -> Converter.Signing.NONE;
            case INPUT_POS_NEG -> Converter.Signing.POS_NEG;
            case INPUT_BIPOLAR -> Converter.Signing.BIPOLAR;
            case INPUT_SIGNING_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a converter has no known signing of inputs");
        };
        return new Converter(wire.getBits(), steps(wire), rounding, wire.getInputBits(), wire.getDacBits(), signing,
                wire.getRowGroupsList());
    }

    private static StepTable steps(Wire.Converter wire) {
        if (wire.getStepShapeCount() != 3) {
            throw new IllegalArgumentException("a converter's steps have 3 axes, not " + wire.getStepShapeCount());
        }
        return StepTable.of(wire.getStepShape(0), wire.getStepShape(1), wire.getStepShape(2),
                wire.getStepsList().stream().mapToInt(Integer::intValue).toArray()).withFractionBits(wire.getStepFractionBits());
    }

    private static WeightEncoding decode(Wire.WeightEncoding wire) {
        return switch (wire) {
            case DIFFERENTIAL_ANALOG -> WeightEncoding.DIFFERENTIAL_ANALOG;
            case DIFFERENTIAL_DIGITAL -> WeightEncoding.DIFFERENTIAL_DIGITAL;
            case OFFSET -> WeightEncoding.OFFSET;
            case TWOS_COMPLEMENT -> WeightEncoding.TWOS_COMPLEMENT;
            case XNOR -> WeightEncoding.XNOR;
            case WEIGHT_ENCODING_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an array group has no known weight encoding");
        };
    }

    private static CrossbarSlice decode(Wire.CrossbarSlice wire) {
        return new CrossbarSlice(wire.getCrossbar(), wire.getCrossbarRow(), wire.getCrossbarColumn(), wire.getMatrixRow(),
                wire.getMatrixColumn(), wire.getRows(), wire.getColumns(), wire.getSlice(), wire.getReplica());
    }

    private static HostCommand decode(Wire.HostCommand wire) {
        var id = wire.getId();
        var waits = wire.getWaitsForList();
        return switch (wire.getCommandCase()) {
            case LOAD_SEGMENT -> new LoadSegment(id, waits, wire.getLoadSegment().getSegment());
            case COPY_IN ->
                new CopyIn(id, waits, wire.getCopyIn().getBuffer(), wire.getCopyIn().getAddress(), wire.getCopyIn().getBytes());
            case LAUNCH -> new Launch(id, waits, wire.getLaunch().getSegment());
            case COPY_OUT ->
                new CopyOut(id, waits, wire.getCopyOut().getAddress(), wire.getCopyOut().getBytes(), wire.getCopyOut().getBuffer());
            case HOST_OP -> new HostOp(id, waits, wire.getHostOp().getFunction(), wire.getHostOp().getArgumentsList(),
                    wire.getHostOp().getResultsList());
            case COMMAND_NOT_SET -> throw new IllegalArgumentException("host command %d is of no known kind".formatted(id));
        };
    }

    private static HostModule decode(Wire.HostModule wire) {
        return new HostModule(wire.getText(),
                wire.getBlobsList().stream().map(b -> new HostModule.Blob(b.getKey(), b.getData().toByteArray())).toList());
    }
}
