// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Steps that tell a {@link Probe}: only in plans made for that. */
public final class Probed {
  private Probed() {}

  /** A site being tried: whether it gave an answer, and which is around it. */
  static final class Attempt {
    private final @Nullable Attempt around;
    private final int depth;
    private boolean answered;

    private Attempt(@Nullable Attempt around) {
      this.around = around;
      depth = around == null ? 0 : around.depth + 1;
    }
  }

  private static void tell(
      Probe.Event event, Probe.Site site, @Nullable Attempt attempt, Scope s, @Nullable Value[] f) {
    Probe probe = s.session.probe();
    if (probe != null && attempt != null) {
      probe.at(
          event,
          site,
          attempt.depth,
          new Probe.Bindings(attempt.answered ? site.after() : site.before(), f));
    }
  }

  /** Before a site. */
  public static final class Before extends Node {
    private final Probe.Site site;
    private final Node next;

    public Before(Probe.Site site, Node next) {
      this.site = site;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Attempt around = s.session.attempt;
      Attempt mine = new Attempt(around);
      boolean literal = site.kind() == Probe.Kind.LITERAL;
      tell(literal ? Probe.Event.EVAL : Probe.Event.ENTER, site, mine, s, f);
      s.session.attempt = mine;
      boolean enough = next.run(s, f);
      s.session.attempt = around;
      if (!mine.answered) {
        tell(Probe.Event.FAIL, site, mine, s, f);
      }
      return enough;
    }
  }

  /** Behind a site. */
  public static final class After extends Node {
    private final Probe.Site site;
    private final Node next;

    public After(Probe.Site site, Node next) {
      this.site = site;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Attempt mine = s.session.attempt;
      if (mine != null) {
        mine.answered = true;
        s.session.attempt = mine.around;
      }
      if (site.kind() != Probe.Kind.LITERAL) {
        tell(Probe.Event.EXIT, site, mine, s, f);
      }
      boolean enough = next.run(s, f);
      s.session.attempt = mine;
      if (!enough) {
        tell(Probe.Event.REDO, site, mine, s, f);
      }
      return enough;
    }
  }
}
