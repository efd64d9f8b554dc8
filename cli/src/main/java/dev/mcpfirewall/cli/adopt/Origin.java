// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.config.Node.MapNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whose policy a file is. */
enum Origin {
  MCPWALL("mcpwall", "mcpwall"),
  ACTION_FIREWALL("action-firewall", "MCP Action Firewall"),
  CLAUDE("claude", "Claude Code"),
  CURSOR("cursor", "Cursor"),
  AGENT_WALL("agent-wall", "Agent Wall"),
  MCP_FIREWALL("mcp-firewall", "mcp-firewall");

  private static final List<String> OURS =
      List.of(
          "default",
          "servers",
          "agents",
          "checks",
          "approvals",
          "profiles",
          "chains",
          "flows",
          "rate_limits",
          "mode",
          "limits",
          "audit",
          "rego");

  private final String word;
  private final String title;

  Origin(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** How it is written on the command line. */
  String word() {
    return word;
  }

  /** How a person calls it. */
  String title() {
    return title;
  }

  static Optional<Origin> named(String word) {
    return Arrays.stream(values()).filter(origin -> origin.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Origin::word).toList();
  }

  /** Whose file this is by what stands in it. */
  static Optional<Origin> of(Tree file) {
    if (file.node("global").filter(MapNode.class::isInstance).isPresent()) {
      return Optional.of(ACTION_FIREWALL);
    }
    if (file.has("mcpAllowlist") || file.has("terminalAllowlist")) {
      return Optional.of(CURSOR);
    }
    if (file.node("permissions").filter(MapNode.class::isInstance).isPresent()) {
      return Optional.of(
          file.tree("permissions").filter(CursorPermissions::isCursors).isPresent()
              ? CURSOR
              : CLAUDE);
    }
    if (file.has("defaultAction") || file.has("globalRateLimit") || file.has("responseScanning")) {
      return Optional.of(AGENT_WALL);
    }
    if (file.node("settings").filter(MapNode.class::isInstance).isPresent()
        || file.has("secrets")) {
      return Optional.of(MCPWALL);
    }
    boolean ours = OURS.stream().anyMatch(file::has) || file.has("rules") && !file.has("settings");
    return ours ? Optional.of(MCP_FIREWALL) : Optional.empty();
  }
}
