package qcc.dialect.builtin;

import java.util.Comparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import qcc.ir.Block;
import qcc.ir.ExternalResource;
import qcc.ir.GraphRegion;
import qcc.ir.IsolatedFromAbove;
import qcc.ir.Location;
import qcc.ir.NamedAttribute;
import qcc.ir.NoTerminator;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpForm;
import qcc.ir.OpParser;
import qcc.ir.OpPrinter;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.SymbolTable;
import qcc.ir.Verifier;

/** The container of functions; the top of the IR. */
public final class ModuleOp extends Op
        implements
            BuiltinOp,
            IsolatedFromAbove,
            NoTerminator,
            GraphRegion,
            SymbolOp,
            SymbolTable.Holder {
    public static final OpDef<ModuleOp> DEF = OpDef.of("builtin.module", ModuleOp.class, ModuleOp::new)
            .summary("holds functions and other symbols")
            .description("The only operation at the top of a file; a file without one is wrapped into one.")
            .example("module @m {\n}")
            .optionalAttribute(SymbolOp.NAME, StringAttr.class, "the name of the module")
            .optionalAttribute(SymbolOp.VISIBILITY, StringAttr.class, "who may refer to it")
            .region("body")
            .defaultDialect("builtin")
            .form(new Form());

    private List<ExternalResource> externalResources = List.of();

    private ModuleOp(OpState state) {
        super(DEF, state);
    }

    /** A module with an empty block, in no block. */
    public static ModuleOp create(Location location) {
        var body = new Region();
        body.addBlock();
        return DEF.create(new OpState(location).region(body));
    }

    /** The only block. */
    public Block body() {
        return region(0).entry();
    }

    /** What tools have left for each other at the end of the file; copies of the module do not have it. */
    public List<ExternalResource> externalResources() {
        return externalResources;
    }

    public void setExternalResources(List<ExternalResource> resources) {
        externalResources = List.copyOf(resources);
    }

    @Override
    public void verify(Verifier check) {
        if (region(0).blocks().size() != 1) {
            check.error("expects region #0 to have one block");
        } else if (!body().arguments().isEmpty()) {
            check.error("expects a body without arguments");
        }
    }

    private static final class Form implements OpForm {
        @Override
        public void print(Op op, OpPrinter printer) {
            ((ModuleOp) op).symbolName().ifPresent(name -> printer.text(" ").symbolName(name));
            var entries = new ArrayList<NamedAttribute>();
            Stream.concat(op.properties().entries().stream(), op.attributes().entries().stream())
                    .sorted(Comparator.comparing(NamedAttribute::name)).forEach(entries::add);
            printer.optionalDictionaryWithKeyword(entries, Set.of(SymbolOp.NAME));
            printer.text(" ").region(op.region(0), true, true);
        }

        @Override
        public void parse(OpDef<?> def, OpParser parser, OpState state) throws ParseException {
            if (parser.atSymbol()) {
                state.property(SymbolOp.NAME, new StringAttr(parser.symbolName()));
            }
            if (parser.acceptKeyword("attributes")) {
                for (var entry : parser.dictionary()) {
                    if (def.isInherent(entry.name())) {
                        state.property(entry.name(), entry.value());
                    } else {
                        state.attribute(entry.name(), entry.value());
                    }
                }
            }
            var body = parser.region(List.of());
            if (body.isEmpty()) {
                body.addBlock();
            }
            state.region(body);
        }
    }
}
