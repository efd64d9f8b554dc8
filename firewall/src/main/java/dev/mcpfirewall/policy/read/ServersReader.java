// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.ToolRules.RuleSet;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.ServerTraits;
import dev.mcpfirewall.policy.rule.ServerTraits.Labelled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code default:} and {@code servers:}. */
final class ServersReader {
  private final Fields file;
  private final Map<String, ServerEntry> servers = new LinkedHashMap<>();
  private final Map<String, ServerTraits> traits = new LinkedHashMap<>();
  private final ToolState otherwise;

  /** Reads onto what was said before; a file's key replaces the old one. */
  ServersReader(Fields file, RuleSet tools, List<ServerTraits> known) {
    this.file = file;
    this.otherwise = file.word("default", Words.DEFAULTS, tools.otherwise());
    tools.servers().forEach(server -> servers.put(server.server().text(), server));
    known.forEach(one -> traits.put(one.server().text(), one));
    read();
  }

  /** Which tools may be called. */
  RuleSet tools() {
    return new RuleSet(otherwise, List.copyOf(servers.values()));
  }

  /** What is known of servers besides. */
  List<ServerTraits> traits() {
    return List.copyOf(traits.values());
  }

  private void read() {
    Fields section = file.section("servers");
    for (Entry entry : section.entries()) {
      String shown = section.key(entry.key().text());
      Fields fields =
          section
              .section(shown, entry.value())
              .only(List.of("default", "tools", "labels", "trusted"), Habits.OF_SERVERS);
      Optional<Glob> name = section.parsed(entry.key(), Patterns::names);
      Glob glob = name.orElse(Glob.names("*"));
      ServerEntry server = server(fields, glob);
      Optional<ServerTraits> more = traits(fields, glob, entry);
      if (name.isPresent()) {
        servers.put(glob.text(), server);
        more.ifPresent(one -> traits.put(glob.text(), one));
      }
    }
  }

  private ServerEntry server(Fields fields, Glob name) {
    Optional<ServerEntry> before = Optional.ofNullable(servers.get(name.text()));
    Optional<ToolState> state =
        fields
            .node("default")
            .flatMap(
                n -> fields.word(n, fields.key("default"), Words.DEFAULTS, fields.key("default")))
            .or(() -> before.flatMap(ServerEntry::otherwise));
    Map<String, ToolEntry> tools = new LinkedHashMap<>();
    before.ifPresent(b -> b.tools().forEach(tool -> tools.put(tool.tool().text(), tool)));
    Fields list = fields.section("tools");
    for (Entry tool : list.entries()) {
      Optional<Glob> glob = list.parsed(tool.key(), Patterns::names);
      String leaf = list.key(tool.key().text());
      Optional<ToolState> said = list.word(tool.value(), leaf, Words.TOOL_STATES, leaf);
      if (glob.isPresent() && said.isPresent()) {
        tools.put(glob.get().text(), new ToolEntry(glob.get(), said.get(), tool.key().at()));
      }
    }
    return new ServerEntry(name, state, List.copyOf(tools.values()));
  }

  private Optional<ServerTraits> traits(Fields fields, Glob name, Entry entry) {
    if (Stream.of("labels", "trusted").allMatch(key -> fields.node(key).isEmpty())) {
      return Optional.empty();
    }
    Optional<ServerTraits> before = Optional.ofNullable(traits.get(name.text()));
    Map<String, Labelled> labels = new LinkedHashMap<>();
    before.ifPresent(b -> b.tools().forEach(tool -> labels.put(tool.tool().text(), tool)));
    fields.node("labels").ifPresent(value -> labels(fields, value, labels));
    boolean trusted =
        fields.word("trusted", Words.SWITCH, before.map(ServerTraits::trusted).orElse(false));
    return Optional.of(
        new ServerTraits(name, trusted, List.copyOf(labels.values()), entry.key().at()));
  }

  private static void labels(Fields fields, Node value, Map<String, Labelled> labels) {
    String shown = fields.key("labels");
    if (!(value instanceof MapNode map)) {
      // Said of the server it is said of all its tools.
      Glob all = Glob.names("*");
      labels.put("*", labelled(fields, all, value, shown));
      return;
    }
    Fields tools = fields.section(shown, map);
    for (Entry entry : map.entries()) {
      String leaf = tools.key(entry.key().text());
      tools
          .parsed(entry.key(), Patterns::names)
          .ifPresent(glob -> labels.put(glob.text(), labelled(tools, glob, entry.value(), leaf)));
    }
  }

  private static Labelled labelled(Fields fields, Glob tool, Node value, String shown) {
    fields.note(shown, value);
    boolean none = value instanceof Node.ListNode list && list.items().isEmpty();
    return new Labelled(
        tool,
        none
            ? List.of()
            : fields.oneOrMore(value, shown, Patterns::label).stream().distinct().toList(),
        value.at());
  }
}
