package qcc.ir;

/** A tensor of unknown rank: {@code tensor<*xf32>}. */
public record UnrankedTensorType(Type element) implements Type {
    @Override
    public String toString() {
        return "tensor<*x" + element + ">";
    }
}
