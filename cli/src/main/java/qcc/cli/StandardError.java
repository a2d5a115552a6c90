package qcc.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error behind the launcher. Before a program starts, Java announces incubator modules on descriptor 2 and nothing can turn that
 * off; so the launcher filters descriptor 2 and passes the real one under the number in the property {@value #PROPERTY}.
 */
final class StandardError {
    private static final String PROPERTY = "qcc.stderr";

    private StandardError() {}

    /** The stream to write messages to, which {@link System#err} is from now on too. */
    static PrintStream open() {
        var number = Integer.getInteger(PROPERTY);
        if (number != null) {
            System.setErr(new PrintStream(new FileOutputStream(descriptor(number)), true, StandardCharsets.UTF_8));
        }
        return System.err;
    }

    /** An inherited descriptor; opening its path in /dev/fd instead would give a new position in a file and fail for sockets. */
    private static FileDescriptor descriptor(int number) {
        try {
            var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(number);
        } catch (ReflectiveOperationException | RuntimeException _) {
            return FileDescriptor.err;
        }
    }
}
