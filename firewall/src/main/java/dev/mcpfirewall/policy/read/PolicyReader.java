// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problems;
import dev.mcpfirewall.policy.AuditSection;
import dev.mcpfirewall.policy.AuditSection.Fsync;
import dev.mcpfirewall.policy.AuditSection.OnFailure;
import dev.mcpfirewall.policy.LimitsSection;
import dev.mcpfirewall.policy.LimitsSection.ErrorForm;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyMode;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads one file's tree onto the policy that held before it: what the file sets replaces, what it
 * does not mention stays, and its rules come before those there were. Says everything that is
 * wrong, and where each value was set.
 */
public final class PolicyReader {
  private static final List<String> KEYS =
      List.of(
          "version",
          "mode",
          "default",
          "servers",
          "agents",
          "rules",
          "outbound_rules",
          "rate_limits",
          "chains",
          "flows",
          "checks",
          "approvals",
          "profiles",
          "rego",
          "data",
          "audit",
          "limits");
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
  private final String prefix;
  private final Optional<Path> directory;
  private final Problems problems = new Problems();
  private final Map<String, Position> set = new HashMap<>();
  private final NavigableSet<Path> files = new TreeSet<>();
  private final NavigableSet<Path> directories = new TreeSet<>();

  /**
   * A reader of one file.
   *
   * @param prefix stands before the names of rules that have none
   * @param directory from which {@code rego:} and {@code data:} name files; without one they are
   *     not read, because the file has not the power
   */
  public PolicyReader(Home home, String prefix, Optional<Path> directory) {
    this.home = home;
    this.prefix = prefix;
    this.directory = directory;
  }

  /** The policy that holds with this file; only of use if {@link #problems} stays empty. */
  public PolicyFile read(MapNode root, PolicyFile before) {
    Fields fields = new Fields(root, "", problems, set).only(KEYS, Habits.OF_FILES);
    fields.text("version", PolicyReader::version, 1);
    return new PolicyFile(
        fields.word("mode", MODES, before.mode()),
        books(fields, before.books()),
        new ChecksReader(fields.section("checks"), home).read(before.checks()),
        ApprovalsReader.read(fields.section("approvals"), before.approvals()),
        audit(fields.section("audit"), before.audit()),
        limits(fields.section("limits"), before.limits()));
  }

  /** What is wrong with it. */
  public Problems problems() {
    return problems;
  }

  /** Where each key was set. */
  public Map<String, Position> set() {
    return Collections.unmodifiableMap(set);
  }

  /** The other files that it names; absolute. */
  public NavigableSet<Path> files() {
    return Collections.unmodifiableNavigableSet(files);
  }

  /** The directories that were searched for such files; absolute. */
  public NavigableSet<Path> directories() {
    return Collections.unmodifiableNavigableSet(directories);
  }

  private static int version(String text) {
    if (!text.equals("1")) {
      throw new IllegalArgumentException("is no version this program reads; write `version: 1`");
    }
    return 1;
  }

  private List<Rulebook> books(Fields fields, List<Rulebook> before) {
    // The first book is the person's own; those after it are projects' additions, which stay.
    List<Rulebook> books = new ArrayList<>(before);
    books.set(0, book(fields, before.getFirst()));
    return books;
  }

  private Rulebook book(Fields fields, Rulebook own) {
    ServersReader servers = new ServersReader(fields, own.tools(), own.labels());
    return new Rulebook(
        servers.tools(),
        servers.traits(),
        AgentsReader.read(fields, own.agents()),
        new RulesReader(fields, "rules", false, prefix).read(fields, own.rules()),
        new RulesReader(fields, "outbound_rules", true, prefix).read(fields, own.outbound()),
        RatesReader.read(fields, own.rates()),
        SequencesReader.read(fields, prefix, own.sequences()),
        extension(fields, own.extension()));
  }

  private Extension extension(Fields fields, Extension before) {
    for (String key : List.of("rego", "data")) {
      fields.node(key).ifPresent(value -> fields.note(key, value));
    }
    if (directory.isEmpty()) {
      return before;
    }
    FileSearch search = new FileSearch(directory.get(), home.userHome());
    Extension read = new ExtensionReader(fields, search, files).read(before);
    directories.addAll(search.searched());
    return read;
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
