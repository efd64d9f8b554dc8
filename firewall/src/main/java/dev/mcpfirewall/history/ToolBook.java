// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.pipeline.History;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What servers have claimed of their tools. Of claims that contradict each other the strictest
 * counts, in whatever order they came: a server can't first be believed and then become milder. A
 * claim that was not made before is milder than none if its value is. Bounded: of tools beyond the
 * bound nothing is claimed, which is the strictest. Guarded by its owner.
 */
final class ToolBook {
  /** Tools of one session. */
  static final int MOST = 4_096;

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_TITLE = 256;

  /** The protocol's hints, and of each the value that asks for less care. */
  private static final Map<String, Boolean> MILD =
      Map.of(
          "readOnlyHint", true,
          "destructiveHint", false,
          "idempotentHint", true,
          "openWorldHint", false);

  private final Map<String, History.ToolClaims> claims = new HashMap<>();

  /**
   * A list of tools has passed; pages of one list come one by one.
   *
   * @param trusted whether the server's latest word counts, milder or not
   */
  void listed(Value result, boolean trusted) {
    result
        .member("tools")
        .ifPresent(tools -> {
          for (Value tool : tools.elements()) {
            tool.memberText("name").ifPresent(name -> listed(name, tool, trusted));
          }
        });
  }

  private void listed(String name, Value tool, boolean trusted) {
    if (name.length() > LONGEST_NAME) {
      return;
    }
    History.ToolClaims before = claims.get(name);
    if (before == null && claims.size() >= MOST) {
      return;
    }
    Map<String, Boolean> said = hints(tool);
    Map<String, Boolean> hints = before == null || trusted ? said : strictest(before.hints(), said);
    claims.put(name, new History.ToolClaims(title(tool), hints));
  }

  private static Map<String, Boolean> hints(Value tool) {
    Map<String, Boolean> hints = new LinkedHashMap<>();
    tool.member("annotations")
        .ifPresent(annotations -> {
          for (String hint : MILD.keySet()) {
            annotations
                .member(hint)
                .filter(value -> value.is(Kind.TRUE) || value.is(Kind.FALSE))
                .ifPresent(value -> hints.put(hint, value.is(Kind.TRUE)));
          }
        });
    return hints;
  }

  private static Map<String, Boolean> strictest(
      Map<String, Boolean> before, Map<String, Boolean> said) {
    Map<String, Boolean> hints = new LinkedHashMap<>();
    MILD.forEach((hint, mild) -> {
      Boolean one = before.get(hint);
      Boolean other = said.get(hint);
      if (isStrict(one, mild) || isStrict(other, mild)) {
        hints.put(hint, !mild);
      } else if (one != null && other != null) {
        hints.put(hint, mild);
      }
    });
    return hints;
  }

  private static boolean isStrict(@Nullable Boolean claim, boolean mild) {
    return claim != null && claim != mild;
  }

  private static String title(Value tool) {
    String title =
        tool.memberText("title")
            .or(() -> tool.member("annotations").flatMap(value -> value.memberText("title")))
            .orElse("");
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
  }

  /** What is claimed of a tool. */
  History.ToolClaims of(String tool) {
    History.ToolClaims known = claims.get(tool);
    return known == null ? History.ToolClaims.NONE : known;
  }
}
