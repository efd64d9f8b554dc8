// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.error.Location;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a body, and of those around it: which of them are declared here, and by what
 * name they go in the compiled rule.
 */
final class Scope {
  /** How a variable came up first. */
  enum Kind {
    SEEN("referenced above"),
    ARGUMENT("redeclared"),
    ASSIGNED("assigned above"),
    DECLARED("declared above");

    final String complaint;

    Kind(String complaint) {
      this.complaint = complaint;
    }
  }

  /** A variable of this body. */
  static final class Entry {
    final String name;
    final Kind kind;
    final Location at;
    int uses;

    private Entry(String name, Kind kind, Location at) {
      this.name = name;
      this.kind = kind;
      this.at = at;
    }
  }

  private final @Nullable Scope outer;
  private final Set<String> declares;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private Scope(@Nullable Scope outer, Set<String> declares) {
    this.outer = outer;
    this.declares = declares;
  }

  /** The body of a rule or a query. */
  static Scope outermost(Set<String> declares) {
    return new Scope(null, declares);
  }

  /** A body in this one; {@code declares} are the names it declares anywhere. */
  Scope inner(Set<String> declares) {
    return new Scope(this, declares);
  }

  /** Whether a name is declared here or around, earlier or later in the text. */
  boolean declares(String name) {
    for (Scope s = this; s != null; s = s.outer) {
      if (s.declares.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Makes a variable of this body known. */
  Entry put(String written, String name, Kind kind, Location at) {
    Entry entry = new Entry(name, kind, at);
    entries.put(written, entry);
    return entry;
  }

  /** The variable of this body; null where it has not come up. */
  @Nullable Entry here(String written) {
    return entries.get(written);
  }

  /** The variable of this body or one around it; null where it has not come up. */
  @Nullable Entry find(String written) {
    for (Scope s = this; s != null; s = s.outer) {
      Entry entry = s.entries.get(written);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** The variables of this body, as they came up. */
  void forEach(BiConsumer<String, Entry> action) {
    entries.forEach(action);
  }
}
