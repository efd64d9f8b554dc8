// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.compile.Program;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.type.SchemaType;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the documents look like. With a type for {@code input}, a reference to a part of it that
 * cannot be there is an error and not quietly undefined.
 *
 * @param input the type of {@code input} for every rule; {@link Type#ANY} where none is declared
 * @param named JSON Schemas by the name that {@code schemas:} annotations give them: {@code
 *     schema.acme} as {@code acme}
 */
public record Schemas(Type input, Map<String, Value> named) {
  /** Nothing is known of {@code input}. */
  public static final Schemas NONE = new Schemas(Type.ANY, Map.of());

  public Schemas {
    named = Map.copyOf(named);
  }

  /** {@code input} has the form of a JSON Schema. */
  public static Schemas ofInput(Value schema) {
    return new Schemas(SchemaType.of(schema), Map.of());
  }

  /** The documents for a rule: with what its annotations say of them. */
  Documents documents(Rule rule, Program program, Documents plain, List<RegoError> errors) {
    Documents documents = plain;
    for (Annotations annotations : inForce(rule, program)) {
      if (annotations.content().find(StringValue.of("schemas")) instanceof ArrayValue declared) {
        for (Value each : declared.elements()) {
          documents = declared(each, annotations, documents, errors);
        }
      }
    }
    return documents;
  }

  /** From the widest scope to the narrowest. */
  private static List<Annotations> inForce(Rule rule, Program program) {
    List<Annotations> all = new ArrayList<>();
    Optional<Module> module =
        program.modules().stream().filter(m -> m.source() == rule.at().source()).findFirst();
    for (Module other : program.modules()) {
      for (Annotations a : other.annotations()) {
        boolean above =
            module.isPresent()
                && other.name().path().size() <= module.get().name().path().size()
                && module
                    .get()
                    .name()
                    .path()
                    .subList(0, other.name().path().size())
                    .equals(other.name().path());
        boolean same = module.isPresent() && other.name().path().equals(module.get().name().path());
        if (a.scope() == Annotations.Scope.SUBPACKAGES && above
            || a.scope() == Annotations.Scope.PACKAGE && same) {
          all.add(a);
        }
      }
    }
    rule.annotations().stream()
        .filter(a -> a.scope() == Annotations.Scope.DOCUMENT)
        .forEach(all::add);
    rule.annotations().stream().filter(a -> a.scope() == Annotations.Scope.RULE).forEach(all::add);
    return all;
  }

  /** One entry: the path of a part of a document, and a schema's name or the schema itself. */
  private Documents declared(
      Value entry, Annotations annotations, Documents documents, List<RegoError> errors) {
    if (!(entry instanceof ObjectValue declared)
        || !(declared.find(StringValue.of("path")) instanceof ArrayValue path)) {
      return documents;
    }
    Value schema = declared.find(StringValue.of("definition"));
    if (declared.find(StringValue.of("schema")) instanceof ArrayValue name) {
      if (named.isEmpty()) {
        return documents;
      }
      schema = named.get(name(name));
      if (schema == null) {
        errors.add(
            RegoError.of(
                ErrorCode.TYPE, "undefined schema: schema." + name(name), annotations.at()));
        return documents;
      }
    }
    if (schema == null) {
      return documents;
    }
    Type type = SchemaType.of(schema);
    List<Value> below = path.elements().subList(1, path.size());
    return path.get(0).equals(StringValue.of("input"))
        ? documents.withInput(below, type)
        : documents.withData(below, type);
  }

  /** Without the {@code schema} before it. */
  private static String name(ArrayValue path) {
    return path.elements().stream()
        .skip(1)
        .map(part -> part instanceof StringValue s ? s.value() : part.toString())
        .collect(Collectors.joining("."));
  }
}
