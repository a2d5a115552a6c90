package qcc.ir;

/** Has no operands and one result, which is a constant. */
public interface ConstantLike extends Pure {
    /** The constant. */
    Attribute value();
}
