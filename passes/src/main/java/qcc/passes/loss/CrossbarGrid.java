package qcc.passes.loss;

import qcc.dialect.cim.GroupOp;

/** In which crossbar of its core each conversion of a group lies. */
final class CrossbarGrid {
    private final int slices;
    private final int columns;
    private final int[] crossbars;

    CrossbarGrid(GroupOp group, ConvertedCells cells) {
        var rowGroups = cells.converter().rowGroups();
        this.slices = group.sliceBits().length;
        this.columns = cells.columns();
        this.crossbars = new int[rowGroups.size() * slices * columns];
        for (var block : group.blocks()) {
            int row = 0;
            for (int g = 0; g < rowGroups.size(); g++) {
                if (block.matrixRow() <= row && row < block.matrixRow() + block.rows()) {
                    fill(g, block);
                }
                row += rowGroups.get(g);
            }
        }
    }

    private void fill(int rowGroup, GroupOp.Block block) {
        for (int c = block.matrixColumn(); c < block.matrixColumn() + block.columns(); c++) {
            crossbars[index(rowGroup, block.slice(), c)] = block.crossbar();
        }
    }

    private int index(int rowGroup, int slice, int column) {
        return (rowGroup * slices + slice) * columns + column;
    }

    int crossbar(int rowGroup, int slice, int column) {
        return crossbars[index(rowGroup, slice, column)];
    }
}
