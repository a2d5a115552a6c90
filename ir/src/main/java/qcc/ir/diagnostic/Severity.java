package qcc.ir.diagnostic;

/** How much a diagnostic matters. */
public enum Severity {
    ERROR("error"), WARNING("warning"), REMARK("remark");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
