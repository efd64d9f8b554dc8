// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What all checks together say of one message: the strictest effect, and the union of every check's
 * obligations. {@link #join} is commutative, associative and idempotent, so the order of the checks
 * never changes a ruling.
 *
 * @param effect the strictest of all verdicts
 * @param edits every replacement any check asked for, in order of place
 * @param concealed spans that must not be recorded in clear, in order of place
 * @param findings what was seen, in order of place
 * @param basis why, empty for a plain pass
 */
public record Ruling(
    Effect effect,
    List<Edit> edits,
    List<Span> concealed,
    List<Finding> findings,
    Optional<Basis> basis) {
  /** Nothing against it. */
  public static final Ruling PASS =
      new Ruling(Effect.ALLOW, List.of(), List.of(), List.of(), Optional.empty());

  private static final java.util.Comparator<Edit> EDITS =
      java.util.Comparator.comparing(Edit::at).thenComparing(edit -> edit.with().utf8());
  private static final java.util.Comparator<Finding> FINDINGS =
      java.util.Comparator.comparing(Finding::span)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::severity)
          .thenComparing(finding -> finding.at().rfc6901());

  public Ruling {
    edits = List.copyOf(edits);
    concealed = List.copyOf(concealed);
    findings = List.copyOf(findings);
  }

  /** A single verdict, given by the stage {@code stage} at place {@code order}, as a ruling. */
  public static Ruling of(int order, String stage, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow v when v.findings().isEmpty() && v.concealed().isEmpty() -> PASS;
      case Verdict.Allow v ->
          new Ruling(Effect.ALLOW, List.of(), v.concealed(), v.findings(), Optional.empty());
      case Verdict.Redact v ->
          new Ruling(
              Effect.REDACT,
              v.edits(),
              v.concealed(),
              v.findings(),
              Optional.of(new Basis(order, stage, v.rule(), v.reason())));
      case Verdict.Hold v ->
          new Ruling(
              Effect.HOLD,
              List.of(),
              v.concealed(),
              v.findings(),
              Optional.of(new Basis(order, stage, v.rule(), v.reason())));
      case Verdict.Deny v ->
          new Ruling(
              Effect.DENY,
              List.of(),
              v.concealed(),
              v.findings(),
              Optional.of(new Basis(order, stage, v.rule(), v.reason())));
    };
  }

  /** Both rulings in one. */
  public Ruling join(Ruling other) {
    if (this == PASS || equals(other)) {
      return other;
    }
    if (other == PASS) {
      return this;
    }
    return new Ruling(
        effect.strictest(other.effect),
        union(EDITS, edits, other.edits),
        union(java.util.Comparator.<Span>naturalOrder(), concealed, other.concealed),
        union(FINDINGS, findings, other.findings),
        basisOf(other));
  }

  private Optional<Basis> basisOf(Ruling other) {
    if (basis.isEmpty() || other.basis.isEmpty()) {
      return basis.or(() -> other.basis);
    }
    int byEffect = effect.compareTo(other.effect);
    if (byEffect != 0) {
      return byEffect > 0 ? basis : other.basis;
    }
    return basis.get().compareTo(other.basis.get()) <= 0 ? basis : other.basis;
  }

  private static <T> List<T> union(
      java.util.Comparator<T> order, Collection<T> left, Collection<T> right) {
    if (left.isEmpty()) {
      return List.copyOf(right);
    }
    if (right.isEmpty()) {
      return List.copyOf(left);
    }
    TreeSet<T> all = new TreeSet<>(order);
    all.addAll(left);
    all.addAll(right);
    return List.copyOf(all);
  }
}
