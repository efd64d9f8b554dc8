// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problems;
import dev.mcpfirewall.policy.AuditSection.Fsync;
import dev.mcpfirewall.policy.AuditSection.OnFailure;
import dev.mcpfirewall.policy.LimitsSection.ErrorForm;
import dev.mcpfirewall.policy.ToolRules.RuleSet;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one file's tree onto the policy that held before it: what the file sets replaces, what it
 * does not mention stays. Says everything that is wrong, and where each value was set.
 */
final class PolicyReader {
  private static final List<String> KEYS =
      List.of("version", "mode", "default", "servers", "checks", "audit", "limits");
  private static final List<String> LATER =
      List.of(
          "agents",
          "rules",
          "outbound_rules",
          "rate_limits",
          "chains",
          "flows",
          "approvals",
          "profiles",
          "rego",
          "data");
  private static final Words<PolicyMode> MODES =
      Words.of(PolicyMode.values(), PolicyMode::word)
          .suggest(Map.of("block", "enforce", "on", "enforce", "dry_run", "monitor"))
          .suggest(Map.of("audit", "monitor", "log", "monitor", "observe", "monitor"));
  private static final Words<Fsync> FSYNCS = Words.of(Fsync.values(), Fsync::word);
  private static final Words<OnFailure> FAILURES = Words.of(OnFailure.values(), OnFailure::word);
  private static final Words<ErrorForm> FORMS = Words.of(ErrorForm.values(), ErrorForm::word);
  private static final long LEAST_MESSAGE = 1 << 10;
  private static final long MOST_MESSAGE = 1 << 30;
  private static final long LEAST_ROTATION = 64 << 10;
  private static final long MOST_ROTATION = 1L << 40;
  private static final int MOST_DAYS = 36_500;

  private final Home home;
  private final Problems problems = new Problems();
  private final Map<String, Position> set = new HashMap<>();

  PolicyReader(Home home) {
    this.home = home;
  }

  /** The policy that holds with this file; only of use if {@link #problems} stays empty. */
  PolicyFile read(MapNode root, PolicyFile before) {
    Fields fields = new Fields(root, "", problems, set).only(KEYS, LATER);
    fields.text("version", PolicyReader::version, 1);
    return new PolicyFile(
        fields.word("mode", MODES, before.mode()),
        books(fields, before.books()),
        new ChecksReader(fields.section("checks"), home).read(before.checks()),
        before.approvals(),
        audit(fields.section("audit"), before.audit()),
        limits(fields.section("limits"), before.limits()));
  }

  Problems problems() {
    return problems;
  }

  /** Where each key was set. */
  Map<String, Position> set() {
    return set;
  }

  private static int version(String text) {
    if (!text.equals("1")) {
      throw new IllegalArgumentException("is no version this program reads; write `version: 1`");
    }
    return 1;
  }

  private static List<Rulebook> books(Fields fields, List<Rulebook> before) {
    // The first book is the person's own; those after it are projects' additions, which stay.
    Rulebook own = before.getFirst();
    List<Rulebook> books = new ArrayList<>(before);
    books.set(
        0,
        new Rulebook(
            tools(fields, own.tools()),
            own.labels(),
            own.agents(),
            own.rules(),
            own.outbound(),
            own.rates(),
            own.sequences(),
            own.extension()));
    return books;
  }

  private static RuleSet tools(Fields fields, RuleSet own) {
    ToolState otherwise = fields.word("default", Words.DEFAULTS, own.otherwise());
    Map<String, ServerEntry> servers = new LinkedHashMap<>();
    own.servers().forEach(server -> servers.put(server.server().text(), server));
    Fields section = fields.section("servers");
    for (Entry entry : section.entries()) {
      glob(section, entry.key())
          .ifPresent(name -> servers.put(name.text(), server(section, name, entry, servers)));
    }
    return new RuleSet(otherwise, List.copyOf(servers.values()));
  }

  private static ServerEntry server(
      Fields section, Glob name, Entry entry, Map<String, ServerEntry> servers) {
    Optional<ServerEntry> before = Optional.ofNullable(servers.get(name.text()));
    Fields fields =
        section.section(section.key(name.text()), entry.value()).only(List.of("default", "tools"));
    Optional<ToolState> otherwise =
        fields
            .node("default")
            .flatMap(
                n -> fields.word(n, fields.key("default"), Words.DEFAULTS, fields.key("default")))
            .or(() -> before.flatMap(ServerEntry::otherwise));
    Map<String, ToolEntry> tools = new LinkedHashMap<>();
    before.ifPresent(b -> b.tools().forEach(tool -> tools.put(tool.tool().text(), tool)));
    Fields list = fields.section("tools");
    for (Entry tool : list.entries()) {
      Optional<Glob> glob = glob(list, tool.key());
      String leaf = list.key(tool.key().text());
      Optional<ToolState> state = list.word(tool.value(), leaf, Words.TOOL_STATES, leaf);
      if (glob.isPresent() && state.isPresent()) {
        tools.put(glob.get().text(), new ToolEntry(glob.get(), state.get(), tool.key().at()));
      }
    }
    return new ServerEntry(name, otherwise, List.copyOf(tools.values()));
  }

  private static Optional<Glob> glob(Fields fields, Scalar key) {
    return fields.parsed(key, PolicyReader::nameGlob);
  }

  private static Glob nameGlob(String text) {
    try {
      return Glob.names(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no pattern of names: " + e.getMessage(), e);
    }
  }

  private AuditSection audit(Fields fields, AuditSection before) {
    fields.only(List.of("fsync", "on_failure", "dir", "rotate_bytes", "retention_days"));
    return new AuditSection(
        fields.word("fsync", FSYNCS, before.fsync()),
        fields.word("on_failure", FAILURES, before.onFailure()),
        fields.text("dir", this::directory, before.directory()),
        fields.text(
            "rotate_bytes",
            text -> Size.parse(text, LEAST_ROTATION, MOST_ROTATION),
            before.rotateBytes()),
        fields.text("retention_days", PolicyReader::days, before.retentionDays()));
  }

  private Optional<Path> directory(String text) {
    String expanded = text.startsWith("~/") ? home.userHome() + text.substring(1) : text;
    try {
      Path path = Path.of(expanded);
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("is relative to nothing; start it with `/` or `~/`");
      }
      return Optional.of(path.normalize());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no path", e);
    }
  }

  private static int days(String text) {
    if (text.equals("forever")) {
      return AuditSection.FOREVER;
    }
    int days = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException(
          "is no number of days; write 1 to " + MOST_DAYS + ", or `forever`");
    }
    return days;
  }

  private static LimitsSection limits(Fields fields, LimitsSection before) {
    fields.only(List.of("message_bytes", "error_form"));
    return new LimitsSection(
        fields.text(
            "message_bytes",
            text -> (int) Size.parse(text, LEAST_MESSAGE, MOST_MESSAGE),
            before.messageBytes()),
        fields.word("error_form", FORMS, before.errorForm()));
  }
}
