// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The table of built-ins: every family's, and what a caller adds. Immutable and thread-safe.
 *
 * <p>A family is made when a name like its own is first asked for: to link them all takes a fresh
 * JVM as long as to compile a policy, which calls a dozen built-ins.
 */
public final class Builtins {
  /** All that need no network. */
  private static final Builtins ALL = new Builtins(Map.of());

  private static final ConcurrentMap<Family, Map<String, Builtin>> MADE = new ConcurrentHashMap<>();

  /** What stands in place of a family's, or beside them. */
  private final Map<String, Builtin> more;

  private Builtins(Map<String, Builtin> more) {
    this.more = more;
  }

  /** All of them. */
  public static Builtins all() {
    return ALL;
  }

  /** The same, but {@code net.lookup_ip_addr} asks the system's resolver: it is off else. */
  public Builtins withNameResolution() {
    return and(List.of(Networks.resolving()));
  }

  /** These and more: of the same name, the later one stands. */
  public Builtins and(List<Builtin> added) {
    Map<String, Builtin> both = new LinkedHashMap<>(more);
    added.forEach(b -> both.put(b.name(), b));
    return new Builtins(both);
  }

  /** The built-in of a name. */
  public Optional<Builtin> find(String name) {
    Builtin found = more.get(name);
    if (found == null) {
      String prefix = name.substring(0, Math.max(name.indexOf('.'), 0));
      Iterator<Family> families = Family.of(prefix).iterator();
      while (found == null && families.hasNext()) {
        found = members(families.next()).get(name);
      }
    }
    return Optional.ofNullable(found);
  }

  /** In the order of the families. Makes them all: to look for one, {@link #find} it. */
  public Collection<Builtin> list() {
    Map<String, Builtin> all = new LinkedHashMap<>();
    for (Family family : Family.values()) {
      all.putAll(members(family));
    }
    all.putAll(more);
    return all.values();
  }

  /** The built-ins of a family by name, in its order. */
  static Map<String, Builtin> members(Family family) {
    return MADE.computeIfAbsent(
        family,
        _ -> {
          Map<String, Builtin> members = new LinkedHashMap<>();
          family.list().forEach(b -> members.put(b.name(), b));
          return members;
        });
  }
}
