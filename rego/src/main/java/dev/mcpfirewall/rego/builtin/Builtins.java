// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.aws.AwsSigning;
import dev.mcpfirewall.rego.builtin.crypto.Hashes;
import dev.mcpfirewall.rego.builtin.crypto.X509;
import dev.mcpfirewall.rego.builtin.graphql.GraphqlBuiltins;
import dev.mcpfirewall.rego.builtin.jwt.Tokens;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of built-ins: every family's list in one map. Immutable and thread-safe. */
public final class Builtins {
  /** All that need no network. */
  private static final Builtins ALL = new Builtins(
          Stream.of(
              Hashes.list(),
              X509.list(),
              Tokens.list(),
              AwsSigning.list(),
              GraphqlBuiltins.list()));

  private final Map<String, Builtin> byName = new LinkedHashMap<>();

  private Builtins(Stream<List<Builtin>> families) {
    families.flatMap(List::stream).forEach(b -> byName.put(b.name(), b));
  }

  /** All of them. */
  public static Builtins all() {
    return ALL;
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
