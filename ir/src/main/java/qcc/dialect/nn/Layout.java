package qcc.dialect.nn;

import qcc.ir.StringAttr;

/** The order of the axes of feature maps and of convolution weights; spatial axes may be any number. */
public enum Layout {
    /** Feature maps [N, C, spatial...], weights [O, I/groups, spatial...]. */
    NCHW("nchw"),
    /** Feature maps [N, spatial..., C], weights [O, spatial..., I/groups]. */
    NHWC("nhwc");

    /** The property that holds the layout of an operation. */
    public static final String PROPERTY = "layout";

    private final StringAttr attribute;

    Layout(String text) {
        this.attribute = new StringAttr(text);
    }

    public StringAttr attribute() {
        return attribute;
    }

    /** The axis of the channels of a feature map of that rank. */
    public int channelAxis(int rank) {
        return this == NCHW ? 1 : rank - 1;
    }

    /** The axis of the first spatial dimension. */
    public int firstSpatialAxis() {
        return this == NCHW ? 2 : 1;
    }

    /** The layout that an attribute names, NCHW if it is no layout's name. */
    public static Layout of(String text) {
        return text.equals("nhwc") ? NHWC : NCHW;
    }

    /** Whether an attribute names a layout. */
    public static boolean isLayout(String text) {
        return text.equals("nchw") || text.equals("nhwc");
    }
}
