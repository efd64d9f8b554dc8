// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.error.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A tracer that keeps what it is told, to be read by people:
 *
 * <pre>
 * query:1:1        Enter data.tools.allow
 * tools.rego:5:1   | Enter allow if input.tool in {"read", "list"}
 * tools.rego:5:10  | | Eval input.tool in {"read", "list"}
 * tools.rego:5:10  | | Fail input.tool in {"read", "list"}
 * </pre>
 *
 * Of one thread.
 */
public final class Explanation implements Tracer {
  private final Set<Event> wanted;
  private final int most;
  private final List<Step> steps = new ArrayList<>();
  private int dropped;

  /** Keeps all events, at most {@code most} of them. */
  public Explanation(int most) {
    this(most, Set.of(Event.values()));
  }

  /** Keeps some events: {@link Tracer.Event#FAIL} alone says why not. */
  public Explanation(int most, Set<Event> wanted) {
    this.wanted = Set.copyOf(wanted);
    this.most = most;
  }

  @Override
  public void step(Step step) {
    if (!wanted.contains(step.event())) {
      return;
    }
    if (steps.size() < most) {
      steps.add(step);
    } else {
      dropped++;
    }
  }

  /** What was kept, in order. */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** A line a step; empty where there was none. */
  @Override
  public String toString() {
    int width = 0;
    for (Step step : steps) {
      width = Math.max(width, place(step.at()).length());
    }
    StringBuilder out = new StringBuilder();
    for (Step step : steps) {
      String place = place(step.at());
      out.append(place).append(" ".repeat(width - place.length() + 2));
      out.append("| ".repeat(step.depth()))
          .append(word(step.event()))
          .append(' ')
          .append(text(step));
      if (!step.bindings().isEmpty() && step.event() != Event.ENTER) {
        out.append("  {");
        for (String name : new TreeSet<>(step.bindings().keySet())) {
          out.append(name).append(": ").append(step.bindings().get(name)).append(", ");
        }
        out.setLength(out.length() - 2);
        out.append('}');
      }
      out.append('\n');
    }
    return dropped == 0 ? out.toString() : out + "… and " + dropped + " steps more\n";
  }

  private static String place(Location at) {
    return at.toString();
  }

  private static String word(Event event) {
    String name = event.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The first line of what is written there. */
  private static String text(Step step) {
    String text = step.at().text().strip();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).stripTrailing() + " …";
  }
}
