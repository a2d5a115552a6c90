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
import java.util.Map;
import qcc.frontend.onnx.text.ModelParser;
import qcc.frontend.onnx.text.ParsedModel;
import qcc.frontend.onnx.text.SyntaxException;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.ir.Location;

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
     * The model that bytes hold, as a text or in the binary form, large fields of which share the bytes.
     *
     * @throws ImportException if they are no model
     */
    static ParsedModel parse(ByteString bytes, String file) {
        return isText(bytes, file) ? parseText(bytes, file) : new ParsedModel(parseBinary(bytes, file), Map.of());
    }

    private static boolean isText(ByteString bytes, String file) {
        return file.endsWith(".onnxtxt") || file.endsWith(".txt") || ModelParser.accepts(bytes);
    }

    private static ParsedModel parseText(ByteString bytes, String file) {
        try {
            return ModelParser.parse(bytes);
        } catch (SyntaxException e) {
            throw ImportException.at(new Location.File(file, e.position().line(), e.position().column()), e.getMessage(), e);
        }
    }

    private static ModelProto parseBinary(ByteString bytes, String file) {
        if (MessageCount.isExcessive(bytes)) {
            throw ImportException.of(file, "has more than " + MessageCount.MAX_FIELDS + " fields; it is damaged or no network");
        }
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
