package qcc.dialect.nn;

/**
 * Operations of shape subgraphs, whose result shape depends on the value of an operand; {@code resolve-shapes} evaluates them, and none is
 * left behind it.
 */
public sealed interface NnDynamic extends NnOp
        permits ConstantOfShapeOp, DynamicPadOp, DynamicReshapeOp, DynamicSliceOp, ExpandOp, GatherOp, ShapeOfOp {}
