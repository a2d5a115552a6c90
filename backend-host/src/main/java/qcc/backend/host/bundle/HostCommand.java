package qcc.backend.host.bundle;

import java.util.List;

/** One step of the host. Commands run in order, each after those it waits for. */
public sealed interface HostCommand {
    /** The command's number, different from every other's. */
    int id();

    /** The numbers of earlier commands that must be complete. */
    List<Integer> waitsFor();

    /**
     * Programs the crossbars of a segment and places its constants, once for a block of samples.
     *
     * @param segment the segment's index in the bundle
     */
    record LoadSegment(int id, List<Integer> waitsFor, int segment) implements HostCommand {
        public LoadSegment {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * Copies a host buffer to global memory.
     *
     * @param buffer the host buffer read
     * @param address the first byte's address in global memory
     * @param bytes how many; the buffer's size
     */
    record CopyIn(int id, List<Integer> waitsFor, int buffer, long address, long bytes) implements HostCommand {
        public CopyIn {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * Runs the cores' programs of the loaded segment to their ends.
     *
     * @param segment the segment's index in the bundle
     */
    record Launch(int id, List<Integer> waitsFor, int segment) implements HostCommand {
        public Launch {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * Copies from global memory to a host buffer.
     *
     * @param address the first byte's address in global memory
     * @param bytes how many; the buffer's size
     * @param buffer the host buffer written
     */
    record CopyOut(int id, List<Integer> waitsFor, long address, long bytes, int buffer) implements HostCommand {
        public CopyOut {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * Calls a function of the host module.
     *
     * @param function its symbol, without {@code @}
     * @param arguments the host buffers read
     * @param results the host buffers written
     */
    record HostOp(int id, List<Integer> waitsFor, String function, List<Integer> arguments, List<Integer> results) implements HostCommand {
        public HostOp {
            waitsFor = List.copyOf(waitsFor);
            arguments = List.copyOf(arguments);
            results = List.copyOf(results);
        }
    }
}
