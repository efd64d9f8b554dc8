// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.aws.AwsSigning;
import dev.mcpfirewall.rego.builtin.collection.Aggregates;
import dev.mcpfirewall.rego.builtin.collection.ArrayParts;
import dev.mcpfirewall.rego.builtin.collection.Graphs;
import dev.mcpfirewall.rego.builtin.collection.JsonPatch;
import dev.mcpfirewall.rego.builtin.collection.JsonPaths;
import dev.mcpfirewall.rego.builtin.collection.ObjectParts;
import dev.mcpfirewall.rego.builtin.collection.SetAlgebra;
import dev.mcpfirewall.rego.builtin.collection.Subsets;
import dev.mcpfirewall.rego.builtin.collection.Walk;
import dev.mcpfirewall.rego.builtin.crypto.Hashes;
import dev.mcpfirewall.rego.builtin.crypto.X509;
import dev.mcpfirewall.rego.builtin.encoding.Base64Codes;
import dev.mcpfirewall.rego.builtin.encoding.HexCodes;
import dev.mcpfirewall.rego.builtin.encoding.JsonCodes;
import dev.mcpfirewall.rego.builtin.encoding.UrlQuery;
import dev.mcpfirewall.rego.builtin.encoding.YamlCodes;
import dev.mcpfirewall.rego.builtin.graphql.GraphqlBuiltins;
import dev.mcpfirewall.rego.builtin.jsonschema.SchemaBuiltins;
import dev.mcpfirewall.rego.builtin.jwt.Tokens;
import dev.mcpfirewall.rego.builtin.number.Arithmetic;
import dev.mcpfirewall.rego.builtin.number.Bits;
import dev.mcpfirewall.rego.builtin.number.Comparisons;
import dev.mcpfirewall.rego.builtin.number.Ranges;
import dev.mcpfirewall.rego.builtin.number.Types;
import dev.mcpfirewall.rego.builtin.syntax.ModuleBuiltins;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of built-ins: every family's list in one map. Immutable and thread-safe. */
public final class Builtins {
  /** All that need no network. */
  private static final Builtins ALL =
      new Builtins(
          Stream.of(
              Comparisons.list(),
              Arithmetic.list(),
              Ranges.list(),
              Bits.list(),
              Types.list(),
              Aggregates.list(),
              ArrayParts.list(),
              SetAlgebra.list(),
              ObjectParts.list(),
              Subsets.list(),
              JsonPaths.list(),
              JsonPatch.list(),
              Walk.list(),
              Graphs.list(),
              JsonCodes.list(),
              Base64Codes.list(),
              HexCodes.list(),
              UrlQuery.list(),
              Strings.list(),
              Texts.list(),
              Patterns.list(),
              Times.list(),
              Networks.list(),
              Versions.list(),
              Units.list(),
              Randoms.list(),
              Messages.list(),
              Hashes.list(),
              X509.list(),
              Tokens.list(),
              AwsSigning.list(),
              GraphqlBuiltins.list(),
              SchemaBuiltins.list(),
              ModuleBuiltins.list(),
              Surroundings.list(),
              YamlCodes.list()));

  private final Map<String, Builtin> byName = new LinkedHashMap<>();

  private Builtins(Stream<List<Builtin>> families) {
    families.flatMap(List::stream).forEach(b -> byName.put(b.name(), b));
  }

  /** All of them. */
  public static Builtins all() {
    return ALL;
  }

  /** The same, but {@code net.lookup_ip_addr} asks the system's resolver: it is off else. */
  public Builtins withNameResolution() {
    return new Builtins(Stream.of(List.copyOf(byName.values()), List.of(Networks.resolving())));
  }

  /** These and more: of the same name, the later one stands. */
  public Builtins and(List<Builtin> more) {
    return new Builtins(Stream.of(List.copyOf(list()), more));
  }

  /** The built-in of a name. */
  public Optional<Builtin> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In the order of the families. */
  public Collection<Builtin> list() {
    return byName.values();
  }
}
