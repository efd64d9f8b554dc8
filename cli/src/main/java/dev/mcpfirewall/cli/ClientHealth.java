// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the servers in the configuration files of known MCP clients are behind the firewall. */
final class ClientHealth {
  private static final int LARGEST = 8 << 20;

  private final Surroundings here;

  ClientHealth(Surroundings here) {
    this.here = here;
  }

  /**
   * A file that a client reads.
   *
   * @param key of the map of servers
   */
  private record ClientFile(String client, Path file, String key) {}

  List<Diagnosis> examine() {
    List<Diagnosis> all = new ArrayList<>();
    for (ClientFile known : known()) {
      if (Files.isRegularFile(known.file())) {
        examine(known, all);
      }
    }
    return all.isEmpty()
        ? List.of(Diagnosis.ok("clients", "no configuration of a known client found"))
        : all;
  }

  private List<ClientFile> known() {
    Path user = here.home().userHome();
    Path settings = settingsOf(user);
    return List.of(
        new ClientFile(
            "Claude Desktop", settings.resolve("Claude/claude_desktop_config.json"), "mcpServers"),
        new ClientFile("Claude Code", user.resolve(".claude.json"), "mcpServers"),
        new ClientFile("Claude Code", here.directory().resolve(".mcp.json"), "mcpServers"),
        new ClientFile("Cursor", user.resolve(".cursor/mcp.json"), "mcpServers"),
        new ClientFile("Cursor", here.directory().resolve(".cursor/mcp.json"), "mcpServers"),
        new ClientFile("VS Code", settings.resolve("Code/User/mcp.json"), "servers"),
        new ClientFile("VS Code", here.directory().resolve(".vscode/mcp.json"), "servers"),
        new ClientFile("Windsurf", user.resolve(".codeium/windsurf/mcp_config.json"), "mcpServers"),
        new ClientFile("Gemini CLI", user.resolve(".gemini/settings.json"), "mcpServers"));
  }

  /** Where programs with windows keep their settings; differs by system. */
  private Path settingsOf(Path user) {
    String roaming = here.environment().getOrDefault("APPDATA", "");
    if (!roaming.isEmpty()) {
      return Path.of(roaming);
    }
    Path library = user.resolve("Library/Application Support");
    String moved = here.environment().getOrDefault("XDG_CONFIG_HOME", "");
    return Files.isDirectory(library)
        ? library
        : moved.isEmpty() ? user.resolve(".config") : Path.of(moved);
  }

  private void examine(ClientFile known, List<Diagnosis> all) {
    String subject = known.client();
    Optional<Document> document = read(known.file());
    if (document.isEmpty()) {
      all.add(
          Diagnosis.warn(
              subject,
              known.file() + " is not plain JSON (comments?), so it was not looked at",
              "see for yourself that each server's command is `mcp-firewall wrap -- …`"));
      return;
    }
    Optional<Value> servers =
        document.map(Document::root).flatMap(root -> root.member(known.key()));
    if (servers.filter(map -> map.is(Kind.OBJECT)).isEmpty()) {
      all.add(Diagnosis.ok(subject, known.file() + " names no servers"));
      return;
    }
    for (Value.Member member : servers.get().members()) {
      all.add(server(known, member.key().text(), member.value()));
    }
  }

  private static Diagnosis server(ClientFile known, String name, Value entry) {
    String seen = "`" + name + "` in " + known.file();
    Optional<String> command = entry.memberText("command");
    if (command.isEmpty()) {
      return Diagnosis.warn(
          known.client(),
          seen + " is not started by a command, so it is not behind the firewall",
          "this version protects servers on stdio only");
    }
    return isWrapped(command.get(), entry)
        ? Diagnosis.ok(known.client(), seen + " is behind the firewall")
        : Diagnosis.warn(
            known.client(),
            seen + " is not behind the firewall",
            "make its command `mcp-firewall` and its arguments `wrap`, `--`, `"
                + command.get()
                + "`, …");
  }

  private static boolean isWrapped(String command, Value entry) {
    List<String> words =
        Stream.concat(
                Stream.of(command),
                entry.member("args").filter(args -> args.is(Kind.ARRAY)).stream()
                    .flatMap(args -> args.elements().stream())
                    .flatMap(word -> word.asText().stream()))
            .toList();
    for (int i = 0; i + 1 < words.size(); i++) {
      String program = words.get(i).replace('\\', '/');
      String stem = program.substring(program.lastIndexOf('/') + 1);
      if (stem.matches("mcp-firewall(\\.cmd|\\.exe)?") && words.get(i + 1).equals("wrap")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Document> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST);
      return Document.parse(Bytes.copyOf(content)) instanceof Document document
          ? Optional.of(document)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
