package qcc.frontend.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import qcc.frontend.onnx.wire.Onnx.StringStringEntryProto;

/**
 * Tensor elements in files beside the model, mapped into memory.
 *
 * <p>A model is untrusted input: the files must lie inside its folder, symbolic links followed.
 */
final class ExternalData {
    private final Path folder;

    /** @param folder where the model lies */
    ExternalData(Path folder) {
        this.folder = folder;
    }

    /**
     * The bytes that the entries of a tensor describe.
     *
     * @param size how many bytes the shape and the type of the tensor need
     * @throws IllegalArgumentException if the entries are malformed, leave the folder or do not fit the file or the size
     */
    ByteBuffer read(List<StringStringEntryProto> entries, long size) {
        var file = resolve(value(entries, "location", ""));
        long offset = number(entries, "offset", 0);
        long length = number(entries, "length", size);
        if (length != size) {
            throw new IllegalArgumentException("has " + length + " bytes of external data, but its shape and type need " + size);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (offset > channel.size() || length > channel.size() - offset) {
                throw new IllegalArgumentException("needs bytes " + offset + " to " + (offset + length) + " of '"
                        + folder.relativize(file) + "', which has " + channel.size());
            }
            return channel.map(MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read its external data: " + e.getMessage(), e);
        }
    }

    private Path resolve(String location) {
        if (location.isEmpty()) {
            throw new IllegalArgumentException("does not name the file of its external data");
        }
        try {
            var relative = Path.of(location);
            boolean upward = false;
            for (var part : relative) {
                upward |= part.toString().equals("..");
            }
            if (relative.isAbsolute() || upward) {
                throw new IllegalArgumentException("has external data in '" + location + "', which is not inside the folder of the model");
            }
            return inside(relative, location);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("has external data in '" + location + "', which is no path: " + e.getReason(), e);
        }
    }

    private Path inside(Path relative, String location) {
        var file = folder.resolve(relative);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("has external data in '" + location + "', which is no file beside the model");
        }
        try {
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw new IllegalArgumentException("has external data in '" + location + "', which leads out of the folder of the model");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read its external data: " + e.getMessage(), e);
        }
        return file;
    }

    private static String value(List<StringStringEntryProto> entries, String key, String byDefault) {
        var found = entries.stream().filter(e -> e.getKey().equals(key)).map(StringStringEntryProto::getValue).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException("gives the " + key + " of its external data twice");
        }
        return found.isEmpty() ? byDefault : found.getFirst();
    }

    private static long number(List<StringStringEntryProto> entries, String key, long byDefault) {
        var text = value(entries, key, Long.toString(byDefault));
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("has external data with the " + key + " '" + text + "', which is no byte count");
        }
        return Long.parseLong(text);
    }
}
