package qcc.backend.cim.codegen;

import java.util.List;

/** Hardware loops over the tiles of a map; the addresses of a tile are in registers while its code runs. */
final class TileLoops {
    /** Emits the code of the tiles of two runs. */
    interface Body {
        void emit(TileRun rows, TileRun columns);

        /** Emits what follows the tiles side by side of some rows. */
        void endRows(TileRun rows);
    }

    /**
     * A map in global memory that the tiles walk over, or anything else that grows with a tile's place.
     *
     * @param base address of its first byte, offsets of channels included
     * @param rowBytes bytes between rows
     * @param columnBytes bytes between columns
     * @param byInputs whether the tile's input place counts, else its output place
     */
    record Walk(int base, int rowBytes, int columnBytes, boolean byInputs) {
        private int first(TileRun run) {
            return byInputs ? run.firstInput() : run.firstOutput();
        }
    }

    private final CoreCode code;
    private final WindowedMap map;
    private final List<Walk> walks;
    private final int[] rowRegisters;
    private final int[] tileRegisters;

    TileLoops(CoreCode code, WindowedMap map, List<Walk> walks) {
        this.code = code;
        this.map = map;
        this.walks = walks;
        this.rowRegisters = walks.stream().mapToInt(_ -> code.register()).toArray();
        this.tileRegisters = walks.stream().mapToInt(_ -> code.register()).toArray();
    }

    /** The register that holds the global address of the current tile in a walk. */
    int address(int walk) {
        return tileRegisters[walk];
    }

    void emit(List<TileRun> rowRuns, List<TileRun> columnRuns, Body body) {
        for (var rows : rowRuns) {
            for (int w = 0; w < walks.size(); w++) {
                code.load(rowRegisters[w],
                        Math.addExact(walks.get(w).base, Math.multiplyExact(walks.get(w).first(rows), walks.get(w).rowBytes)));
            }
            code.loop(rows.count(), () -> {
                columnRuns.forEach(columns -> emitColumns(rows, columns, body));
                body.endRows(rows);
                advance(rows, map.rows(), rowRegisters, Walk::rowBytes);
            });
        }
    }

    private void emitColumns(TileRun rows, TileRun columns, Body body) {
        for (int w = 0; w < walks.size(); w++) {
            code.add(tileRegisters[w], rowRegisters[w], walks.get(w).first(columns) * walks.get(w).columnBytes);
        }
        code.loop(columns.count(), () -> {
            body.emit(rows, columns);
            advance(columns, map.columns(), tileRegisters, Walk::columnBytes);
        });
    }

    private interface Pitch {
        int of(Walk walk);
    }

    private void advance(TileRun run, TileRun.Axis axis, int[] registers, Pitch pitch) {
        if (run.count() == 1) {
            return;
        }
        for (int w = 0; w < walks.size(); w++) {
            int step = walks.get(w).byInputs ? run.outputs() * axis.stride() : run.outputs();
            code.add(registers[w], registers[w], step * pitch.of(walks.get(w)));
        }
    }
}
