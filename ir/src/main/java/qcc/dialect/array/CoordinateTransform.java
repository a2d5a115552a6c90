package qcc.dialect.array;

/** Where an element of a resized array lies in the original. */
public enum CoordinateTransform {
    HALF_PIXEL, HALF_PIXEL_SYMMETRIC, PYTORCH_HALF_PIXEL, ALIGN_CORNERS, ASYMMETRIC, TF_HALF_PIXEL_FOR_NN, TF_CROP_AND_RESIZE;

    /** The name in the IR. */
    public String text() {
        return EnumNames.text(this);
    }

    /** @throws IllegalArgumentException if there is no coordinate transformation of that name */
    public static CoordinateTransform of(String text) {
        return EnumNames.parse(CoordinateTransform.class, "coordinate transformation", text);
    }
}
