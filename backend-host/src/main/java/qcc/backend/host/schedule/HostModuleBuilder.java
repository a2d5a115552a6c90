package qcc.backend.host.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.backend.host.bundle.HostModule;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.CimOp;
import qcc.dialect.func.CallOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.host.HostOp;
import qcc.ir.Blob;
import qcc.ir.DenseResourceAttr;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.Resource;
import qcc.ir.SymbolTable;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;

/** The functions that the host runs itself, as text and blobs. */
final class HostModuleBuilder {
    private final ModuleOp module;
    private final OpBuilder builder = new OpBuilder();
    private final Map<Resource, Resource> resources = new LinkedHashMap<>();
    private final SymbolTable symbols;
    private final Set<String> functions = new HashSet<>();

    HostModuleBuilder(ModuleOp original) {
        symbols = new SymbolTable(original);
        module = ModuleOp.create(original.location());
        builder.setInsertionPointToEnd(module.body());
    }

    /**
     * Copies a function, and those that it calls, into the module.
     *
     * @throws ScheduleException if there is no such function, or the host cannot run it
     */
    void require(String name, Op caller) {
        if (!functions.add(name)) {
            return;
        }
        var function = symbols.lookup(name, FuncOp.class)
                .orElseThrow(() -> new ScheduleException(caller, "there is no function @" + name));
        if (function.isDeclaration()) {
            throw new ScheduleException(caller, "function @%s has no body".formatted(name));
        }
        builder.insert(OpBuilder.copy(function)).walk(this::renameResources);
        function.walk(this::requireCallees);
    }

    private void requireCallees(Op op) {
        if (op instanceof CimOp || op instanceof HostOp) {
            throw new ScheduleException(op, "the host cannot run an operation of a device");
        }
        if (op instanceof CallOp call) {
            require(call.callee(), call);
        }
    }

    /** Gives the data of an operation keys that are unique in this module. */
    private void renameResources(Op op) {
        for (var property : op.properties()) {
            if (property.value() instanceof DenseResourceAttr data) {
                var renamed = resources.computeIfAbsent(data.resource(),
                        r -> new Resource("blob_%06d".formatted(resources.size()), bytes(op, r)));
                builder.setProperty(op, property.name(), new DenseResourceAttr(renamed, data.type()));
            }
        }
    }

    private static Blob bytes(Op op, Resource resource) {
        return resource.blob().orElseThrow(() -> new ScheduleException(op, "the bytes of resource '" + resource.key() + "' are not there"));
    }

    HostModule build() {
        if (module.body().isEmpty()) {
            return HostModule.EMPTY;
        }
        List<HostModule.Blob> blobs = new ArrayList<>();
        resources.values().forEach(r -> blobs.add(new HostModule.Blob(r.key(), r.blob().orElseThrow().toArray())));
        var options = Set.of(PrintOption.GENERIC, PrintOption.DEBUG_INFO, new PrintOption.ElideResources(0));
        return new HostModule(Printer.toString(module, options), blobs);
    }
}
