package qcc.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import qcc.backend.cim.codegen.CodegenException;
import qcc.backend.cim.isa.syntax.AssemblyException;
import qcc.backend.host.bundle.BundleException;
import qcc.backend.host.schedule.ScheduleException;
import qcc.chip.ChipException;
import qcc.cli.compile.CompilationException;
import qcc.frontend.onnx.ImportException;
import qcc.frontend.onnx.export.ExportException;
import qcc.interpreter.InterpreterException;
import qcc.ir.DamagedBlobException;
import qcc.sim.SimulatorException;
import qcc.sim.SimulatorTrap;
import qcc.tensor.TensorFileException;

/** The one place where a failure becomes a message and an exit code. What is not known to be a fault of the input is a bug of ours. */
final class ErrorBoundary {
    private final List<String> args;
    private final Invocation invocation;

    /** @param args the command line, for a report */
    ErrorBoundary(List<String> args, Invocation invocation) {
        this.args = args;
        this.invocation = invocation;
    }

    /**
     * Handles what a command throws.
     *
     * @throws ParameterException as it came, for what tells about usage
     */
    int handle(Exception failure) {
        if (failure instanceof ParameterException usage) {
            throw usage;
        }
        return report(failure);
    }

    /** Tells the user and gives the exit code. */
    int report(Throwable failure) {
        invocation.out().flush();
        new Progress(invocation).clear();
        if (failure instanceof CompilationException stopped && stopped.isReported()) {
            return ExitCode.INPUT;
        }
        var message = messageOf(failure);
        if (message.isPresent()) {
            invocation.err().println(message.get());
            return ExitCode.INPUT;
        }
        return CrashReport.write(failure, args, invocation);
    }

    /** What to tell the user where the input, or the machine, is at fault. */
    private static Optional<String> messageOf(Throwable failure) {
        return switch (failure) {
            case AssemblyException e -> Optional.of(e.getMessage());
            case ChipException e -> Optional.of(e.getMessage());
            case BundleException e -> Optional.of(error(e.getMessage()));
            case CodegenException e -> Optional.of(error(e.getMessage()));
            case CompilationException e -> Optional.of(error(e.getMessage()));
            case DamagedBlobException e -> Optional.of(error(e.getMessage()));
            case ExportException e -> Optional.of(error(e.getMessage()));
            case ImportException e -> Optional.of(error(e.getMessage()));
            case InputException e -> Optional.of(error(e.getMessage()));
            case InterpreterException e -> Optional.of(error(e.getMessage()));
            case ScheduleException e -> Optional.of(error(e.getMessage()));
            case SimulatorException e -> Optional.of(error(e.getMessage()));
            case SimulatorTrap e -> Optional.of(error(e.getMessage()));
            case TensorFileException e -> Optional.of(error(e.getMessage()));
            case IOException e -> Optional.of(error(describe(e)));
            case UncheckedIOException e -> Optional.of(error(describe(e.getCause())));
            case OutOfMemoryError _ -> Optional.of(error("Java has not enough memory; give it more with QCC_JAVA_OPTIONS=-Xmx8g"));
            default -> Optional.empty();
        };
    }

    private static String error(String message) {
        return "qcc: error: " + message;
    }

    private static String describe(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
            case AccessDeniedException e -> e.getFile() + ": access is denied";
            case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
            case FileNotFoundException e -> e.getMessage();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
