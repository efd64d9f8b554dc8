// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one check says of one message. */
public sealed interface Verdict {
  /** What the check saw; may be empty. */
  List<Finding> findings();

  /** Bytes of the message that must not be recorded in clear, whatever happens to the message. */
  default List<Span> concealed() {
    return List.of();
  }

  /** What the session is to remember of the message, if it passes. */
  default Set<Mark> marks() {
    return Set.of();
  }

  /** Nothing against it; findings, if any, are for the record (an alert). */
  record Allow(List<Finding> findings, @Override List<Span> concealed, @Override Set<Mark> marks)
      implements Verdict {
    /** The plain pass. */
    public static final Allow PLAIN = new Allow(List.of(), List.of());

    public Allow {
      findings = List.copyOf(findings);
      concealed = List.copyOf(concealed);
      marks = Set.copyOf(marks);
    }

    /** A pass that leaves nothing to remember. */
    public Allow(List<Finding> findings, List<Span> concealed) {
      this(findings, concealed, Set.of());
    }
  }

  /** Forward it with these parts replaced. */
  record Redact(RuleId rule, String reason, List<Edit> edits, List<Finding> findings)
      implements Verdict {
    public Redact {
      edits = List.copyOf(edits);
      findings = List.copyOf(findings);
    }

    @Override
    public List<Span> concealed() {
      return edits.stream().map(Edit::at).toList();
    }
  }

  /** Keep it back until a person decides. */
  record Hold(RuleId rule, String reason, List<Finding> findings, @Override List<Span> concealed)
      implements Verdict {
    public Hold {
      findings = List.copyOf(findings);
      concealed = List.copyOf(concealed);
    }
  }

  /**
   * Refuse it.
   *
   * @param retry after how long the same message would pass; empty where waiting does not help
   */
  record Deny(
      RuleId rule,
      String reason,
      List<Finding> findings,
      @Override List<Span> concealed,
      Optional<Duration> retry)
      implements Verdict {
    public Deny {
      findings = List.copyOf(findings);
      concealed = List.copyOf(concealed);
    }

    /** A refusal that waiting does not change. */
    public Deny(RuleId rule, String reason, List<Finding> findings, List<Span> concealed) {
      this(rule, reason, findings, concealed, Optional.empty());
    }

    /** A refusal that needs no findings. */
    public Deny(RuleId rule, String reason) {
      this(rule, reason, List.of(), List.of());
    }
  }
}
