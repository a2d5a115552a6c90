package qcc.dialect.cim;

/** Operations that compute: products in the crossbars, and the digital unit's vector operations. */
public sealed interface CimComputeOp extends CimOp
        permits AvgPoolOp, MaxPoolOp, ProductOp, RequantizingOp, SumOp, TableOp {}
