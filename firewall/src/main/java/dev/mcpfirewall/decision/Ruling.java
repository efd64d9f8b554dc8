// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Span;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param marks what the session is to remember of the message, if it passes
 */
public record Ruling(
    Effect effect,
    List<Edit> edits,
    List<Span> concealed,
    List<Finding> findings,
    Optional<Basis> basis,
    Set<Mark> marks) {
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
    marks = Set.copyOf(marks);
  }

  /** A ruling that leaves nothing to remember. */
  public Ruling(
      Effect effect,
      List<Edit> edits,
      List<Span> concealed,
      List<Finding> findings,
      Optional<Basis> basis) {
    this(effect, edits, concealed, findings, basis, Set.of());
  }

  /** A single verdict, given by the stage {@code stage} at place {@code order}, as a ruling. */
  public static Ruling of(int order, String stage, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow v when v.equals(Verdict.Allow.PLAIN) -> PASS;
      case Verdict.Allow v -> of(Effect.ALLOW, v, List.of(), Optional.empty());
      case Verdict.Redact v ->
          of(
              Effect.REDACT,
              v,
              v.edits(),
              Optional.of(new Basis(order, stage, v.rule(), v.reason())));
      case Verdict.Hold v ->
          of(Effect.HOLD, v, List.of(), Optional.of(new Basis(order, stage, v.rule(), v.reason())));
      case Verdict.Deny v ->
          of(
              Effect.DENY,
              v,
              List.of(),
              Optional.of(new Basis(order, stage, v.rule(), v.reason(), v.retry())));
    };
  }

  private static Ruling of(
      Effect effect, Verdict verdict, List<Edit> edits, Optional<Basis> basis) {
    return new Ruling(
        effect, edits, verdict.concealed(), verdict.findings(), basis, verdict.marks());
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
        basisOf(other),
        union(marks, other.marks));
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

  private static Set<Mark> union(Set<Mark> left, Set<Mark> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    Set<Mark> all = new HashSet<>(left);
    all.addAll(right);
    return all;
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
