package qcc.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The images of a folder (.png, .jpg, .jpeg; other files and subfolders are left alone) in the order of their names, character by character, or
 * one image. All must have the first one's size.
 */
record ImageSampleSource(List<Path> files, Shape sampleShape) implements SampleSource {

    static ImageSampleSource open(Path location) {
        var files = Files.isDirectory(location) ? images(location) : List.of(location);
        if (files.isEmpty()) {
            throw new TensorFileException(location, "the folder holds no .png, .jpg or .jpeg image");
        }
        return new ImageSampleSource(files, ImageFile.read(files.getFirst()).shape().sample());
    }

    private static List<Path> images(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(ImageFile::isImage)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
        } catch (IOException e) {
            throw TensorFileException.of(folder, e);
        }
    }

    @Override
    public long count() {
        return files.size();
    }

    @Override
    public ElementType elementType() {
        return ElementType.U8;
    }

    @Override
    public UnsignedByteTensor read(long from, int count) {
        var shape = blockShape(from, count);
        var data = new byte[shape.elements()];
        Parallel.shared().forEach(count, i -> {
            var file = files.get((int) from + i);
            var image = ImageFile.read(file);
            if (!image.shape().sample().equals(sampleShape)) {
                throw new TensorFileException(file, "is %s (channels, height, width), but %s is %s; all images must have one size"
                        .formatted(image.shape().sample(), files.getFirst().getFileName(), sampleShape));
            }
            System.arraycopy(image.data(), 0, data, i * image.elements(), image.elements());
        });
        return new UnsignedByteTensor(shape, data);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
