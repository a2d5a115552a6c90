package qcc.ir.rewrite;

/** How far the control flow of regions with several blocks is simplified. Blocks that control cannot come to are always removed. */
public enum RegionSimplify {
    /** Not at all. */
    DISABLED,
    /** Operations that only feed one another and unused arguments of blocks are removed. */
    NORMAL,
    /** Blocks that do the same are merged, too, and arguments that always get the same value replaced by it. */
    AGGRESSIVE
}
