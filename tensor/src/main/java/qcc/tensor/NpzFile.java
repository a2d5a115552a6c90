package qcc.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Named arrays in NumPy's .npz format: a zip file with an entry {@code NAME.npy} per array. */
public final class NpzFile {
    private static final String SUFFIX = ".npy";
    /** Midnight of the first day that a zip file can state, in local time: equal arrays make equal files. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzFile() {}

    /** The names of the arrays, in the order of the file. */
    public static List<String> names(Path file) {
        try (var zip = open(file)) {
            return names(file, zip);
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    /** All arrays, in the order of the file. */
    public static SequencedMap<String, Tensor> read(Path file) {
        try (var zip = open(file)) {
            var arrays = new LinkedHashMap<String, Tensor>();
            for (var name : names(file, zip)) {
                arrays.put(name, read(file, zip, name));
            }
            return arrays;
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    /** One array by its name. */
    public static Tensor read(Path file, String name) {
        try (var zip = open(file)) {
            return read(file, zip, name);
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    /** Writes uncompressed arrays in the map's order, replacing the file in one step once it is complete. */
    public static void write(Path file, SequencedMap<String, ? extends Tensor> arrays) {
        OutputFile.write(file, channel -> {
            var zip = new ZipOutputStream(Channels.newOutputStream(channel));
            zip.setLevel(0);
            for (Map.Entry<String, ? extends Tensor> array : arrays.entrySet()) {
                write(zip, array.getKey(), array.getValue());
            }
            zip.finish();
        });
    }

    static ZipFile open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new TensorFileException(file, "no such file");
        }
        return new ZipFile(file.toFile());
    }

    /** The zip entry of an array; names of other arrays are listed where it is missing. */
    static ZipEntry entry(Path file, ZipFile zip, String name) {
        var entry = zip.getEntry(name + SUFFIX);
        if (entry == null) {
            throw new TensorFileException(file, "has no array '%s'; its arrays are %s".formatted(name, names(file, zip)));
        }
        return entry;
    }

    /** The path that messages name for an array of a file. */
    static Path describe(Path file, String name) {
        return file.resolve(name + SUFFIX);
    }

    /** Reads an entry through once and compares size and checksum with the zip file's directory, which {@link ZipFile} does not. */
    static void verify(Path label, ZipFile zip, ZipEntry entry) throws IOException {
        var checksum = new CRC32();
        try (var content = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            var size = content.transferTo(OutputStream.nullOutputStream());
            if (size != entry.getSize()) {
                throw new TensorFileException(label, "truncated: %d bytes instead of %d".formatted(size, entry.getSize()));
            }
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new TensorFileException(label, "damaged: the checksum does not match");
        }
    }

    private static Tensor read(Path file, ZipFile zip, String name) throws IOException {
        var entry = entry(file, zip, name);
        var label = describe(file, name);
        verify(label, zip, entry);
        try (var channel = Channels.newChannel(zip.getInputStream(entry))) {
            var header = NpyHeader.read(label, channel);
            header.requireSize(label, entry.getSize());
            return NpyFile.readElements(label, channel, header);
        }
    }

    private static void write(ZipOutputStream zip, String name, Tensor array) throws IOException {
        var entry = new ZipEntry(name + SUFFIX);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        NpyFile.write(Channels.newChannel(zip), array);
        zip.closeEntry();
    }

    private static List<String> names(Path file, ZipFile zip) {
        var names = new ArrayList<String>();
        for (var entries = zip.entries(); entries.hasMoreElements();) {
            var name = entries.nextElement().getName();
            if (!name.endsWith(SUFFIX)) {
                throw new TensorFileException(file, "entry '%s' is not an array; a .npz file holds .npy entries only".formatted(name));
            }
            names.add(name.substring(0, name.length() - SUFFIX.length()));
        }
        return names;
    }
}
