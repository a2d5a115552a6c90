package qcc.frontend.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import qcc.frontend.onnx.wire.Onnx.ModelProto;

/** A model on disk. The file is mapped, and the raw bytes of tensors stay views of it: it must not change while the IR is used. */
final class ModelFile {
    private ModelFile() {}

    /**
     * The file's bytes.
     *
     * @throws ImportException if it cannot be read or has 2 GiB or more, which ONNX files cannot have
     */
    static ByteString map(Path path) {
        if (Files.isDirectory(path)) {
            throw ImportException.of(path.toString(), "is a folder, not an ONNX file");
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw ImportException.of(path.toString(),
                        "has " + channel.size() + " bytes, but an ONNX file must be below 2 GiB; large weights go to external data");
            }
            return UnsafeByteOperations.unsafeWrap(channel.map(MapMode.READ_ONLY, 0, channel.size()));
        } catch (NoSuchFileException e) {
            throw ImportException.of(path.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw ImportException.of(path.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The model that bytes hold; large fields of it share the bytes.
     *
     * @throws ImportException if they are no model
     */
    static ModelProto parse(ByteString bytes, String file) {
        ModelProto model;
        try {
            var input = bytes.newCodedInput();
            input.enableAliasing(true);
            model = ModelProto.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw ImportException.of(file, "is no ONNX model or is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw ImportException.of(file, "cannot be read: " + e.getMessage(), e);
        }
        if (!model.hasGraph()) {
            throw ImportException.of(file, "holds no graph; is it an ONNX model?");
        }
        return model;
    }
}
