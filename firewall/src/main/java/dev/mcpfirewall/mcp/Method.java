// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import java.util.Map;
import java.util.Set;

/**
 * The methods of MCP 2024-11-05 to 2026-07-28 by what they do. A method that is not listed is not
 * refused for that: it is {@link Concern#ACTION}, the strictest class.
 */
public final class Method {
  /** What a method is for. */
  public enum Concern {
    /** Keeps the connection alive: it passes under every policy that its contents allow. */
    LIFECYCLE,
    /** Asks what there is. */
    DISCOVERY,
    /** Does something, or carries contents. */
    ACTION
  }

  private static final Map<String, Concern> CONCERNS =
      Map.ofEntries(
          Map.entry("initialize", Concern.LIFECYCLE),
          Map.entry("server/discover", Concern.LIFECYCLE),
          Map.entry("ping", Concern.LIFECYCLE),
          Map.entry("notifications/initialized", Concern.LIFECYCLE),
          Map.entry("notifications/cancelled", Concern.LIFECYCLE),
          Map.entry("notifications/progress", Concern.LIFECYCLE),
          Map.entry("tools/list", Concern.DISCOVERY),
          Map.entry("resources/list", Concern.DISCOVERY),
          Map.entry("resources/templates/list", Concern.DISCOVERY),
          Map.entry("prompts/list", Concern.DISCOVERY),
          Map.entry("logging/setLevel", Concern.DISCOVERY),
          Map.entry("subscriptions/listen", Concern.DISCOVERY),
          Map.entry("notifications/subscriptions/acknowledged", Concern.DISCOVERY),
          Map.entry("notifications/roots/list_changed", Concern.DISCOVERY),
          Map.entry("notifications/tools/list_changed", Concern.DISCOVERY),
          Map.entry("notifications/prompts/list_changed", Concern.DISCOVERY),
          Map.entry("notifications/resources/list_changed", Concern.DISCOVERY));

  private static final Set<String> ACTIONS =
      Set.of(
          "tools/call",
          "resources/read",
          "resources/subscribe",
          "resources/unsubscribe",
          "prompts/get",
          "completion/complete",
          "sampling/createMessage",
          "elicitation/create",
          "roots/list",
          "tasks/get",
          "tasks/result",
          "tasks/list",
          "tasks/cancel",
          "tasks/update",
          "notifications/message",
          "notifications/resources/updated",
          "notifications/elicitation/complete",
          "notifications/tasks/status",
          "notifications/tasks");

  private Method() {}

  /** Whether some version of the protocol has this method. */
  public static boolean isKnown(String method) {
    return ACTIONS.contains(method) || CONCERNS.containsKey(method);
  }

  /** What the method is for. */
  public static Concern concern(String method) {
    return CONCERNS.getOrDefault(method, Concern.ACTION);
  }
}
