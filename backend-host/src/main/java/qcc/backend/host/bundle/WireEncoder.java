package qcc.backend.host.bundle;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import java.util.Arrays;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.backend.host.bundle.wire.Wire;

/** From a bundle to its protobuf message. Enumerations are mapped by hand: the order of Java constants is not part of the file format. */
final class WireEncoder {
    private WireEncoder() {}

    static Wire.Bundle encode(Bundle bundle) {
        var wire = Wire.Bundle.newBuilder().setProducer(bundle.producer()).setNetwork(bundle.network()).setChip(bundle.chip())
                .setGlobalMemoryBytes(bundle.globalMemoryBytes()).setHostModule(encode(bundle.hostModule()));
        bundle.buffers().forEach(buffer -> wire.addBuffers(encode(buffer)));
        bundle.inputs().forEach(port -> wire.addInputs(encode(port)));
        bundle.outputs().forEach(port -> wire.addOutputs(encode(port)));
        bundle.segments().forEach(segment -> wire.addSegments(encode(segment)));
        bundle.commands().forEach(command -> wire.addCommands(encode(command)));
        wire.setBlockSamples(bundle.blocks().samples());
        bundle.blocks().crossing().forEach(value -> wire.addCrossingValues(encode(value)));
        return wire.build();
    }

    private static Wire.HostBuffer encode(HostBuffer buffer) {
        return Wire.HostBuffer.newBuilder().setKind(encode(buffer.kind())).addAllShape(buffer.shape()).build();
    }

    private static Wire.ElementKind encode(ElementKind kind) {
        return switch (kind) {
            case BOOL -> Wire.ElementKind.BOOL;
            case I8 -> Wire.ElementKind.I8;
            case U8 -> Wire.ElementKind.U8;
            case I16 -> Wire.ElementKind.I16;
            case I32 -> Wire.ElementKind.I32;
            case I64 -> Wire.ElementKind.I64;
            case F32 -> Wire.ElementKind.F32;
            case F64 -> Wire.ElementKind.F64;
        };
    }

    private static Wire.Port encode(Port port) {
        return Wire.Port.newBuilder().setName(port.name()).setBuffer(port.buffer()).build();
    }

    private static Wire.Segment encode(Segment segment) {
        var wire = Wire.Segment.newBuilder();
        for (var constant : segment.constants()) {
            wire.addConstants(Wire.Constant.newBuilder().setAddress(constant.address()).setData(share(constant.data())));
        }
        segment.programs().forEach(program -> wire.addPrograms(encode(program)));
        return wire.build();
    }

    private static Wire.CrossingValue encode(CrossingValue value) {
        var source = switch (value.source()) {
            case HOST -> Wire.CrossingSource.FROM_HOST;
            case SEGMENT -> Wire.CrossingSource.FROM_SEGMENT;
        };
        return Wire.CrossingValue.newBuilder().setAddress(value.address()).setBytes(value.bytes()).setSource(source)
                .addAllSegments(value.segments()).build();
    }

    private static Wire.CoreProgram encode(CoreProgram program) {
        var wire = Wire.CoreProgram.newBuilder().setCore(program.core()).setCode(share(program.code()));
        program.groups().forEach(group -> wire.addGroups(encode(group)));
        for (var entry : program.sourceMap().entries()) {
            wire.addSourceMap(
                    Wire.SourceEntry.newBuilder().setFirstInstruction(entry.firstInstruction()).setOperation(entry.operation()));
        }
        return wire.build();
    }

    private static Wire.ArrayGroup encode(ArrayGroup group) {
        var wire = Wire.ArrayGroup.newBuilder().setId(group.id()).setRows(group.rows()).setColumns(group.columns())
                .setMatrix(share(group.matrix())).setEncoding(encode(group.encoding())).addAllSliceBits(group.sliceBits())
                .setMatrixCrc32(group.crc32());
        group.slices().forEach(slice -> wire.addSlices(encode(slice)));
        group.converter().ifPresent(converter -> wire.setConverter(encode(converter)));
        return wire.build();
    }

    private static Wire.Converter encode(Converter converter) {
        var rounding = switch (converter.rounding()) {
            case NEAREST -> Wire.Rounding.NEAREST;
            case FLOOR -> Wire.Rounding.FLOOR;
        };
        var signing = switch (converter.signing()) {
            case OFFSET -> Wire.InputSigning.INPUT_OFFSET;
            case MSB_SUBTRACT -> Wire.InputSigning.INPUT_MSB_SUBTRACT;
            case NONE -> Wire.InputSigning.INPUT_NONE;
            case POS_NEG -> Wire.InputSigning.INPUT_POS_NEG;
            case BIPOLAR -> Wire.InputSigning.INPUT_BIPOLAR;
        };
        return Wire.Converter.newBuilder().setBits(converter.bits()).addAllSteps(ints(converter.steps().steps()))
                .addAllStepShape(ints(converter.steps().shape())).setStepFractionBits(converter.steps().fractionBits())
                .setRounding(rounding)
                .setInputBits(converter.inputBits()).setDacBits(converter.dacBits()).setSigning(signing)
                .addAllRowGroups(converter.rowGroups()).build();
    }

    private static List<Integer> ints(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Wire.WeightEncoding encode(WeightEncoding encoding) {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG -> Wire.WeightEncoding.DIFFERENTIAL_ANALOG;
            case DIFFERENTIAL_DIGITAL -> Wire.WeightEncoding.DIFFERENTIAL_DIGITAL;
            case OFFSET -> Wire.WeightEncoding.OFFSET;
            case TWOS_COMPLEMENT -> Wire.WeightEncoding.TWOS_COMPLEMENT;
            case XNOR -> Wire.WeightEncoding.XNOR;
        };
    }

    private static Wire.CrossbarSlice encode(CrossbarSlice slice) {
        return Wire.CrossbarSlice.newBuilder().setCrossbar(slice.crossbar()).setCrossbarRow(slice.crossbarRow())
                .setCrossbarColumn(slice.crossbarColumn()).setMatrixRow(slice.matrixRow()).setMatrixColumn(slice.matrixColumn())
                .setRows(slice.rows()).setColumns(slice.columns()).setSlice(slice.slice()).setReplica(slice.replica())
                .build();
    }

    private static Wire.HostCommand encode(HostCommand command) {
        var wire = Wire.HostCommand.newBuilder().setId(command.id()).addAllWaitsFor(command.waitsFor());
        switch (command) {
            case LoadSegment load -> wire.setLoadSegment(Wire.LoadSegment.newBuilder().setSegment(load.segment()));
            case CopyIn copy -> wire.setCopyIn(
                    Wire.CopyIn.newBuilder().setBuffer(copy.buffer()).setAddress(copy.address()).setBytes(copy.bytes()));
            case Launch launch -> wire.setLaunch(Wire.Launch.newBuilder().setSegment(launch.segment()));
            case CopyOut copy -> wire.setCopyOut(
                    Wire.CopyOut.newBuilder().setAddress(copy.address()).setBytes(copy.bytes()).setBuffer(copy.buffer()));
            case HostOp op -> wire.setHostOp(Wire.HostOp.newBuilder().setFunction(op.function()).addAllArguments(op.arguments())
                    .addAllResults(op.results()));
        }
        return wire.build();
    }

    private static Wire.HostModule encode(HostModule module) {
        var wire = Wire.HostModule.newBuilder().setText(module.text());
        for (var blob : module.blobs()) {
            wire.addBlobs(Wire.Blob.newBuilder().setKey(blob.key()).setData(share(blob.data())));
        }
        return wire.build();
    }

    /** Weights are large: the message is written and forgotten while the bundle's arrays stay as they are, so they need no copy. */
    private static ByteString share(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
