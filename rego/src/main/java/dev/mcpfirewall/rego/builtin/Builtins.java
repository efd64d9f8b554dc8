// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

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
          Stream.<List<Builtin>>of(
              Strings.list(),
              Texts.list(),
              Patterns.list(),
              Times.list(),
              Networks.list(),
              Versions.list(),
              Units.list(),
              Randoms.list(),
              Messages.list()));

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

  /** The built-in of a name. */
  public Optional<Builtin> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In the order of the families. */
  public Collection<Builtin> list() {
    return byName.values();
  }
}
