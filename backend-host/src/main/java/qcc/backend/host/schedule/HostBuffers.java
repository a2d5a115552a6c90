package qcc.backend.host.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;

/** The host buffers of the values of a function, and the command that fills each. */
final class HostBuffers {
    private final List<HostBuffer> buffers = new ArrayList<>();
    private final Map<Value, Integer> numbers = new HashMap<>();
    private final Map<Integer, Integer> writers = new HashMap<>();

    List<HostBuffer> list() {
        return buffers;
    }

    /** The buffer of a value, made at its first mention; {@code user} stands in messages. */
    int of(Value value, Op user) {
        return numbers.computeIfAbsent(value, v -> {
            buffers.add(buffer(v, user));
            return buffers.size() - 1;
        });
    }

    /** Notes the command that fills a buffer. */
    void writtenBy(int buffer, int command) {
        writers.put(buffer, command);
    }

    /** The command that fills a buffer; empty for the network's inputs. */
    Optional<Integer> writer(int buffer) {
        return Optional.ofNullable(writers.get(buffer));
    }

    private static HostBuffer buffer(Value value, Op user) {
        if (!(value.type() instanceof TensorType type) || !type.shape().isStatic()) {
            throw new ScheduleException(user, "the host passes static tensors only, not " + value.type());
        }
        var kind = kind(type.element()).orElseThrow(() -> new ScheduleException(user, "the host has no buffers of " + type.element()));
        try {
            return new HostBuffer(kind, Arrays.stream(type.shape().toArray()).mapToObj(Math::toIntExact).toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ScheduleException(user, e.getMessage());
        }
    }

    private static Optional<ElementKind> kind(Type element) {
        return switch (element) {
            case QuantizedType q -> integer(q.storageWidth(), q.isSigned());
            case FloatType f when f == FloatType.F32 -> Optional.of(ElementKind.F32);
            case FloatType f when f == FloatType.F64 -> Optional.of(ElementKind.F64);
            case IntegerType i -> integer(i.width(), !i.isUnsigned());
            default -> Optional.empty();
        };
    }

    private static Optional<ElementKind> integer(int width, boolean signed) {
        return switch (width) {
            case 1 -> Optional.of(ElementKind.BOOL);
            case 8 -> Optional.of(signed ? ElementKind.I8 : ElementKind.U8);
            case 16 -> signed ? Optional.of(ElementKind.I16) : Optional.empty();
            case 32 -> signed ? Optional.of(ElementKind.I32) : Optional.empty();
            case 64 -> signed ? Optional.of(ElementKind.I64) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
