package qcc.ir.diagnostic;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.Location;

/** One thing to tell about the input: a message, where, and notes that belong to it. */
public record Diagnostic(Severity severity, Location location, String message, List<Note> notes) {
    /** Something that explains a diagnostic. */
    public record Note(Location location, String message) {}

    public Diagnostic {
        notes = List.copyOf(notes);
    }

    public static Diagnostic error(Location location, String message) {
        return new Diagnostic(Severity.ERROR, location, message, List.of());
    }

    public static Diagnostic warning(Location location, String message) {
        return new Diagnostic(Severity.WARNING, location, message, List.of());
    }

    public static Diagnostic remark(Location location, String message) {
        return new Diagnostic(Severity.REMARK, location, message, List.of());
    }

    /** This diagnostic with one more note. */
    public Diagnostic note(Location where, String text) {
        var more = new ArrayList<>(notes);
        more.add(new Note(where, text));
        return new Diagnostic(severity, location, message, more);
    }
}
