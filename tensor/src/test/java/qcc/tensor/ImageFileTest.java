package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsColorsInPlanes() throws IOException {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0102FF);
        image.setRGB(1, 0, 0x0A0B0C);
        var expected = new UnsignedByteTensor(Shape.of(1, 3, 1, 2), new byte[]{1, 10, 2, 11, -1, 12});
        assertThat(ImageFile.read(write("a.png", image))).isEqualTo(expected);
        var opaque = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        opaque.setRGB(0, 0, 0xFF0102FF);
        opaque.setRGB(1, 0, 0xFF0A0B0C);
        assertThat(ImageFile.read(write("b.PNG", opaque))).isEqualTo(expected);
    }

    @Test
    void keepsGrayValues() throws IOException {
        var image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (var x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        var tensor = ImageFile.read(write("a.png", image));
        for (var i = 0; i < tensor.elements(); i++) {
            assertThat(tensor.longAt(i)).isEqualTo(i % 256);
        }
        var black = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        black.setRGB(1, 0, -1);
        assertThat(ImageFile.read(write("b.png", black)).data()).containsExactly(0, -1, 0, -1, 0, -1);
    }

    @Test
    void refusesImagesThatWouldLoseSomething() throws IOException {
        var transparent = write("a.png", new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB));
        assertRefused(transparent, "has transparent pixels");
        assertRefused(write("b.png", new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY)),
                "neither an 8-bit gray nor an 8-bit RGB image");
    }

    @Test
    void refusesDamagedImages() throws IOException {
        assertRefused(folder.resolve("none.png"), "no such file");
        assertRefused(Files.writeString(folder.resolve("text.jpg"), "not an image"), "not a PNG or JPEG image");
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (var i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 7919);
        }
        for (var name : new String[]{"cut.png", "cut.jpg"}) {
            var file = write(name, image);
            assertThat(ImageFile.read(file).shape()).isEqualTo(Shape.of(1, 3, 64, 64));
            var bytes = Files.readAllBytes(file);
            for (var length : new int[]{10, 100, bytes.length / 2, bytes.length - 40}) {
                Files.write(file, Arrays.copyOf(bytes, length));
                assertRefused(file, name + ": ");
            }
        }
    }

    @Test
    void readsAFolderInTheOrderOfNames() throws IOException {
        for (var name : new String[]{"b.png", "a.jpg", "c.jpeg", "a10.png", "a9.png"}) {
            var image = new BufferedImage(8, 4, BufferedImage.TYPE_BYTE_GRAY);
            Arrays.fill(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), (byte) name.hashCode());
            write(name, image);
        }
        Files.writeString(folder.resolve("labels.txt"), "left alone");
        try (var source = SampleSource.open(folder)) {
            assertThat(source.count()).isEqualTo(5);
            assertThat(source.sampleShape()).isEqualTo(Shape.of(3, 4, 8));
            var all = source.read(0, 5);
            var order = new String[]{"a.jpg", "a10.png", "a9.png", "b.png", "c.jpeg"};
            for (var i = 0; i < order.length; i++) {
                assertThat(all.slice(i, 1)).isEqualTo(ImageFile.read(folder.resolve(order[i]))).isEqualTo(source.read(i, 1));
            }
        }
    }

    @Test
    void refusesFoldersOfMixedSizesAndEmptyOnes() throws IOException {
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> SampleSource.open(folder))
                .withMessageContaining("holds no .png");
        write("a.png", new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB));
        write("b.png", new BufferedImage(4, 8, BufferedImage.TYPE_INT_RGB));
        try (var source = SampleSource.open(folder)) {
            assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> source.read(0, 2))
                    .withMessage("%s: is 3x8x4 (channels, height, width), but a.png is 3x4x8; all images must have one size",
                            folder.resolve("b.png"));
        }
    }

    private void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(TensorFileException.class).as(file.toString()).isThrownBy(() -> ImageFile.read(file))
                .withMessageContaining(reason);
    }

    private Path write(String name, BufferedImage image) throws IOException {
        var file = folder.resolve(name);
        assertThat(ImageIO.write(image, name.toLowerCase(Locale.ROOT).endsWith("png") ? "png" : "jpg", file.toFile())).isTrue();
        return file;
    }
}
