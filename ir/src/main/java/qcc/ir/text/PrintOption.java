package qcc.ir.text;

/** How the IR is written. */
public sealed interface PrintOption {
    /** Every operation in the generic form. */
    record Generic() implements PrintOption {}

    /** With locations. */
    record DebugInfo() implements PrintOption {}

    /** Without aliases: each location and affine map stands where it is used. */
    record LocalScope() implements PrintOption {}

    /** Constants of more elements than the limit, except splats, are replaced by {@code dense_resource<__elided__>}. */
    record ElideElements(long limit) implements PrintOption {}

    /** Blobs of more bytes than the limit are left out of the resource section; attributes keep their keys. */
    record ElideResources(long limit) implements PrintOption {}

    /** Regions as {@code {...}}. */
    record SkipRegions() implements PrintOption {}

    PrintOption GENERIC = new Generic();
    PrintOption DEBUG_INFO = new DebugInfo();
    PrintOption LOCAL_SCOPE = new LocalScope();
    PrintOption SKIP_REGIONS = new SkipRegions();
}
