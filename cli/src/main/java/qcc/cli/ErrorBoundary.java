package qcc.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import qcc.backend.host.bundle.BundleException;
import qcc.chip.ChipException;
import qcc.tensor.TensorFileException;

/** The one place where a failure becomes a message and an exit code. What is not known to be a fault of the input is a bug of ours. */
final class ErrorBoundary implements IExecutionExceptionHandler {
    private final List<String> args;
    private final Invocation invocation;

    ErrorBoundary(List<String> args, Invocation invocation) {
        this.args = args;
        this.invocation = invocation;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof ParameterException usage) {
            return line.getParameterExceptionHandler() == null ? ExitCode.USAGE : report(usage, line);
        }
        line.getOut().flush();
        var message = messageOf(failure);
        if (message.isPresent()) {
            invocation.err().println(message.get());
            return ExitCode.INPUT;
        }
        return CrashReport.write(failure, args, invocation);
    }

    private int report(ParameterException usage, CommandLine line) {
        try {
            return line.getParameterExceptionHandler().handleParseException(usage, args.toArray(String[]::new));
        } catch (Exception e) {
            return CrashReport.write(e, args, invocation);
        }
    }

    /** What to tell the user where the input is at fault. */
    private static Optional<String> messageOf(Throwable failure) {
        return switch (failure) {
            case ChipException e -> Optional.of(e.getMessage());
            case InputException e -> Optional.of(error(e.getMessage()));
            case TensorFileException e -> Optional.of(error(e.getMessage()));
            case BundleException e -> Optional.of(error(e.getMessage()));
            case IOException e -> Optional.of(error(describe(e)));
            case UncheckedIOException e -> Optional.of(error(describe(e.getCause())));
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
