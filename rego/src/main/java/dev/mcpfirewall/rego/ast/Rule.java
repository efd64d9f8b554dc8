// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.error.Location;
import java.util.List;
import java.util.Optional;

/**
 * One definition. {@code p { … } { … }} of the older syntax is two of them.
 *
 * @param isDefault {@code default p := v}
 * @param body empty of literals where none is written
 * @param otherwise the {@code else} branches in order
 * @param annotations the {@code # METADATA} blocks of scope rule and document right above it
 */
public record Rule(
    Location at,
    boolean isDefault,
    Head head,
    Body body,
    List<Else> otherwise,
    List<Annotations> annotations) {
  public Rule {
    otherwise = List.copyOf(otherwise);
    annotations = List.copyOf(annotations);
  }

  /**
   * What a rule defines.
   *
   * @param name a {@link Term.Var}, or a {@link Term.Ref} whose head is one; its path may hold
   *     variables ({@code p[x] := y}) and then it is a partial object. After resolution: absolute,
   *     {@code data.pkg.name…}
   * @param arguments present for functions; patterns
   * @param key present for partial sets: {@code p contains key}, {@code p[key]} of the older syntax
   * @param value absent where none is written: {@code true}
   * @param assigned whether the value was written with {@code :=} and not with {@code =}
   */
  public record Head(
      Location at,
      Term name,
      Optional<List<Term>> arguments,
      Optional<Term> key,
      Optional<Term> value,
      boolean assigned) {
    public Head {
      arguments = arguments.map(List::copyOf);
    }
  }

  /** {@code else := value if body}; an absent value is {@code true}. */
  public record Else(Location at, Optional<Term> value, boolean assigned, Body body) {}
}
