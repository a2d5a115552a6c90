package qcc.tensor;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * PNG and JPEG images of 8 bits per channel as unsigned bytes in NCHW order, channels red, green, blue. A gray image gives three equal channels.
 * Values are those that the file stores: neither color profiles nor the orientation in a photograph's metadata are applied.
 */
public final class ImageFile {
    private static final int CHANNELS = 3;
    private static final int OPAQUE = 255;
    private static final int MAX_PIXELS = 1 << 26;

    private ImageFile() {}

    /** Whether a file is an image by its name: it ends in .png, .jpg or .jpeg. */
    public static boolean isImage(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /**
     * Reads an image as a tensor of shape {@code [1, 3, height, width]}.
     *
     * @throws TensorFileException for a file that is missing, damaged, over 64 million pixels, partly transparent, or neither gray nor RGB
     */
    public static UnsignedByteTensor read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TensorFileException(file, "no such file");
        }
        try (var input = new FileImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new TensorFileException(file, "not a PNG or JPEG image");
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return toTensor(file, decode(file, reader));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    private static BufferedImage decode(Path file, ImageReader reader) throws IOException {
        var damage = new StringBuilder();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.startsWith("Premature end") || warning.startsWith("Corrupt")) {
                damage.append(warning);
            }
        });
        try {
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                throw new TensorFileException(file, "absurd size of %d x %d pixels".formatted(reader.getWidth(0), reader.getHeight(0)));
            }
            var image = reader.read(0);
            if (!damage.isEmpty()) {
                throw new TensorFileException(file, "damaged image: " + damage);
            }
            return image;
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // The platform's decoders throw these, too, for malformed files.
            throw new TensorFileException(file, "damaged image: " + e.getMessage());
        }
    }

    private static UnsignedByteTensor toTensor(Path file, BufferedImage image) {
        var pixels = image.getWidth() * image.getHeight();
        var data = new byte[CHANNELS * pixels];
        if (image.getColorModel() instanceof IndexColorModel) {
            unpackColors(file, image, data);
        } else {
            unpackBands(file, image, data);
        }
        return new UnsignedByteTensor(Shape.of(1, CHANNELS, image.getHeight(), image.getWidth()), data);
    }

    private static void unpackColors(Path file, BufferedImage image, byte[] data) {
        var colors = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (var i = 0; i < colors.length; i++) {
            requireOpaque(file, colors[i] >>> 24);
            data[i] = (byte) (colors[i] >> 16);
            data[colors.length + i] = (byte) (colors[i] >> 8);
            data[2 * colors.length + i] = (byte) colors[i];
        }
    }

    /** Reads the samples themselves: a color model's conversion to sRGB would change gray values. */
    private static void unpackBands(Path file, BufferedImage image, byte[] data) {
        var raster = image.getRaster();
        var bands = raster.getNumBands();
        var colors = image.getColorModel().getNumColorComponents();
        var alpha = image.getColorModel().hasAlpha() ? 1 : 0;
        if (raster.getTransferType() != DataBuffer.TYPE_BYTE || colors != 1 && colors != CHANNELS || bands != colors + alpha) {
            throw new TensorFileException(file, "neither an 8-bit gray nor an 8-bit RGB image");
        }
        var pixels = image.getWidth() * image.getHeight();
        var samples = new int[pixels];
        for (var channel = 0; channel < CHANNELS; channel++) {
            raster.getSamples(0, 0, image.getWidth(), image.getHeight(), channel % colors, samples);
            for (var i = 0; i < pixels; i++) {
                data[channel * pixels + i] = (byte) samples[i];
            }
        }
        if (alpha == 1) {
            for (var value : raster.getSamples(0, 0, image.getWidth(), image.getHeight(), colors, samples)) {
                requireOpaque(file, value);
            }
        }
    }

    private static void requireOpaque(Path file, int alpha) {
        if (alpha != OPAQUE) {
            throw new TensorFileException(file, "has transparent pixels; flatten the image first");
        }
    }
}
