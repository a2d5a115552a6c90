package qcc.frontend.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;

/**
 * The operator sets that a model or a function uses.
 *
 * @param versions by domain; the default domain is the empty one
 */
record OperatorSets(Map<String, Long> versions) {
    OperatorSets {
        versions = Map.copyOf(versions);
    }

    /**
     * The sets that a list states.
     *
     * @throws IllegalArgumentException if it states two versions of a set, or one of the default set that is not supported
     */
    static OperatorSets of(List<OperatorSetIdProto> list) {
        var versions = new HashMap<String, Long>();
        for (var entry : list) {
            var other = versions.put(domain(entry.getDomain()), entry.getVersion());
            if (other != null && other != entry.getVersion()) {
                throw new IllegalArgumentException("uses two versions of the operator set '" + entry.getDomain() + "'");
            }
        }
        var version = versions.get("");
        if (version != null && (version < OnnxOperators.OLDEST_OPSET || version > OnnxOperators.NEWEST_OPSET)) {
            throw new IllegalArgumentException("uses version " + version + " of the operator set ai.onnx; versions "
                    + OnnxOperators.OLDEST_OPSET + " to " + OnnxOperators.NEWEST_OPSET + " are supported");
        }
        return new OperatorSets(versions);
    }

    /** The one name of a domain that has two. */
    static String domain(String domain) {
        return OnnxOperators.isDefaultDomain(domain) ? "" : domain;
    }

    /** The version of the default set; 0 if it is not used. */
    long version() {
        return versions.getOrDefault("", 0L);
    }

    Optional<Long> version(String domain) {
        return Optional.ofNullable(versions.get(domain(domain)));
    }
}
