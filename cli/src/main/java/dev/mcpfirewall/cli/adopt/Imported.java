// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A file of somebody else as a policy of ours.
 *
 * @param origin whose it was
 * @param yaml the policy
 * @param notes what is not, or not quite, the same; in the order of the file
 */
record Imported(Origin origin, String yaml, List<Note> notes) {
  Imported {
    notes = List.copyOf(notes);
  }

  /**
   * The policy that a file means.
   *
   * @param shown the file as a person named it
   * @param from whose it is; told by its content where nothing is said
   * @throws dev.mcpfirewall.config.ConfigException if it can't be read as that
   */
  static Imported of(String shown, Path file, Optional<Origin> from, Home home) {
    Tree tree = ForeignFile.read(shown, file);
    Origin origin =
        from.or(() -> Origin.of(tree))
            .orElseThrow(() ->
                Tree.wrong(
                    tree.at(),
                    "this is no policy that can be recognised",
                    "say whose it is with `--from`: " + String.join(", ", Origin.words())));
    Draft draft = new Draft();
    Path parent = file.toAbsolutePath().getParent();
    switch (origin) {
      case MCPWALL -> McpwallFile.read(tree, draft, home.userHome().toString());
      case ACTION_FIREWALL -> ActionFirewallFile.read(tree, draft);
      case CLAUDE -> ClaudeSettings.read(tree, draft);
      case CURSOR -> CursorPermissions.read(tree, draft);
      case AGENT_WALL -> AgentWallFile.read(tree, draft);
      case MCP_FIREWALL -> {
        if (!OwnFile.isRooted(tree) || parent == null) {
          return new Imported(origin, ConfigFiles.text(file), List.of());
        }
        OwnFile.read(tree, draft, parent);
      }
    }
    List<Note> notes =
        draft.notes().stream()
            .sorted(Comparator.comparingInt((Note note) -> note.at().line()))
            .toList();
    return new Imported(origin, draft.text(header(origin, file, notes)), notes);
  }

  private static List<String> header(Origin origin, Path file, List<Note> notes) {
    List<String> lines = new java.util.ArrayList<>();
    Path name = file.getFileName();
    lines.add("Imported from " + (name == null ? "a file" : name) + " of " + origin.title() + ".");
    for (Note note : notes) {
      if (note.kind() == Note.Kind.LOOSER) {
        lines.addAll(YamlText.wrapped("LOOSER: line " + note.at().line() + ": " + note.text()));
      }
    }
    return lines;
  }

  /** Whether something that was refused or asked about there may pass here. */
  boolean isLooser() {
    return notes.stream().anyMatch(note -> note.kind() == Note.Kind.LOOSER);
  }

  /**
   * The policy as a file that the user might have.
   *
   * @throws dev.mcpfirewall.config.ConfigException if it is none
   */
  Layer layer(Home home) {
    return new ConfigFiles(home)
        .builtIn("the imported policy", yaml.getBytes(StandardCharsets.UTF_8));
  }
}
