package qcc.lit.filecheck;

/** How far two texts are apart. */
final class EditDistance {
    private EditDistance() {}

    /** Least number of insertions, deletions and replacements of characters that turn one text into the other (Levenshtein, 1965). */
    static int between(String first, String second) {
        int[] row = new int[second.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int replaced = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[second.length()];
    }
}
