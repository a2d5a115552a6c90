package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.dialect.cim.AddOp;
import qcc.dialect.cim.AvgPoolOp;
import qcc.dialect.cim.CimComputeOp;
import qcc.dialect.cim.CimMoveOp;
import qcc.dialect.cim.CimOp;
import qcc.dialect.cim.ConcatOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.MaxPoolOp;
import qcc.dialect.cim.MulOp;
import qcc.dialect.cim.PadOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.RescaleOp;
import qcc.dialect.cim.SliceOp;
import qcc.dialect.cim.SubOp;
import qcc.dialect.cim.SumOp;
import qcc.dialect.cim.TableOp;
import qcc.dialect.cim.TransposeOp;
import qcc.dialect.cim.ViewOp;
import qcc.dialect.quant.StorageCastOp;
import qcc.ir.Op;
import qcc.ir.Value;

/** What is generated at once: an operation that leaves storage integers in global memory, with the sums it consumes on the way. */
sealed interface Step {
    /** The operation that makes the value written. */
    Op op();

    /** The values read from global memory. */
    List<Value> reads();

    /** The value written to global memory. */
    default Value writes() {
        return op().result();
    }

    /**
     * Products, requantized at once or kept as sums in memory.
     *
     * @param requantize empty where sums are kept
     */
    record Product(ProductOp product, Optional<RequantizeOp> requantize) implements Step {
        @Override
        public Op op() {
            return requantize.isPresent() ? requantize.get() : product;
        }

        @Override
        public List<Value> reads() {
            var reads = new ArrayList<Value>(List.of(product.input()));
            product.sums().ifPresent(reads::add);
            residual().ifPresent(reads::add);
            return reads;
        }

        /** A map of the size of the output that is added before it is requantized. */
        Optional<Value> residual() {
            return requantize.flatMap(RequantizeOp::residual);
        }

        /** Whether each channel has something added to its sums that are kept. */
        boolean keepsBias() {
            return requantize.isEmpty() && product.bias().length > 0;
        }

        /** Bytes of an element of the result. */
        int elementBytes() {
            return requantize.isPresent() ? 1 : Integer.BYTES;
        }
    }

    /** Sums over positions, requantized at once. */
    record Sum(SumOp sum, RequantizeOp op) implements Step {
        @Override
        public List<Value> reads() {
            var reads = new ArrayList<Value>(List.of(sum.input()));
            op.residual().ifPresent(reads::add);
            return reads;
        }
    }

    /** A vector operation that looks at one element of each operand at a time. */
    record Elementwise(Op op, int core) implements Step {
        @Override
        public List<Value> reads() {
            return op.operands();
        }
    }

    /** A reduction over a sliding window. */
    record Pool(Op op, int core) implements Step {
        @Override
        public List<Value> reads() {
            return op.operands();
        }
    }

    /** Bytes that change their places. */
    record Move(CimMoveOp move, Op op, int core) implements Step {
        @Override
        public List<Value> reads() {
            return op.operands();
        }
    }

    /** The step that ends with an operation; empty for operations that end none: sums on their way, views, and casts to storage. */
    static Optional<Step> of(Op op) {
        if (op instanceof StorageCastOp) {
            return Optional.empty();
        }
        if (!(op instanceof CimOp cim)) {
            throw new CodegenException(op, "it is not an operation of the device");
        }
        return switch (cim) {
            case GroupOp g -> throw new CodegenException(g, "array groups stand beside functions, not inside");
            case CimComputeOp compute -> ofCompute(compute);
            case ViewOp _ -> Optional.empty();
            case ConcatOp c -> Optional.of(new Move(c, c, c.core()));
            case PadOp p -> Optional.of(new Move(p, p, p.core()));
            case SliceOp s -> Optional.of(new Move(s, s, s.core()));
            case TransposeOp t -> Optional.of(new Move(t, t, t.core()));
        };
    }

    private static Optional<Step> ofCompute(CimComputeOp op) {
        return switch (op) {
            case ProductOp p -> p.isRequantized() ? Optional.empty() : Optional.of(ofKept(p));
            case SumOp s -> requireRequantized(s);
            case RequantizeOp r -> Optional.of(ofRequantize(r));
            case AddOp a -> Optional.of(new Elementwise(a, a.core()));
            case SubOp s -> Optional.of(new Elementwise(s, s.core()));
            case MulOp m -> Optional.of(new Elementwise(m, m.core()));
            case RescaleOp r -> Optional.of(new Elementwise(r, r.core()));
            case TableOp t -> Optional.of(new Elementwise(t, t.core()));
            case AvgPoolOp a -> Optional.of(new Pool(a, a.core()));
            case MaxPoolOp m -> Optional.of(new Pool(m, m.core()));
        };
    }

    private static Optional<Step> requireRequantized(Op sums) {
        if (!sums.result().hasOneUse() || !(sums.result().firstUse().owner() instanceof RequantizeOp)) {
            throw new CodegenException(sums, "its sums must be requantized, once: accumulators cannot be kept");
        }
        return Optional.empty();
    }

    private static Step ofKept(ProductOp product) {
        if (product.result().uses().stream().anyMatch(use -> use.owner() instanceof RequantizeOp)) {
            throw new CodegenException(product, "its sums must be requantized, once, or kept for other products");
        }
        return new Product(product, Optional.empty());
    }

    private static Step ofRequantize(RequantizeOp op) {
        return switch (op.sums().definingOp()) {
            case ProductOp product -> new Product(product, Optional.of(op));
            case SumOp sum -> new Sum(sum, op);
            case null, default -> throw new CodegenException(op, "its sums must come from a product or a sum over positions");
        };
    }
}
