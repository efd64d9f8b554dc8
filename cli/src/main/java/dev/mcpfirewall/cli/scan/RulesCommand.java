// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.detect.Rule;
import dev.mcpfirewall.detect.RuleCatalog;
import dev.mcpfirewall.detect.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules}. */
@Command(
    name = "rules",
    description = "List the rules of the detectors, show one, or try all on their own examples.",
    footer = {
      "  mcp-firewall rules list --check injection",
      "  mcp-firewall rules show injection.override",
      "  mcp-firewall rules test",
    })
public final class RulesCommand {
  private RulesCommand() {}

  /** With its subcommands. */
  public static CommandLine commandLine(Desk desk) {
    return new CommandLine(new RulesCommand())
        .addSubcommand(new ListOfThem(desk))
        .addSubcommand(new Show(desk))
        .addSubcommand(new Trial(desk));
  }

  private static String check(Rule rule) {
    return Looking.of(rule.topic()).name();
  }

  private static String severity(Rule rule) {
    return rule.level().name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(RuleCatalog.Entry entry) {
    return new JsonObject()
        .text("id", entry.rule().id())
        .text("check", check(entry.rule()))
        .text("severity", severity(entry.rule()))
        .text("label", entry.rule().label())
        .texts("references", entry.references());
  }

  @Command(
      name = "list",
      description = "List the rules: id, check, severity, references.",
      footer = "  mcp-firewall rules list --check secrets")
  private static final class ListOfThem implements Callable<Integer> {
    @Option(
        names = "--check",
        paramLabel = "NAME",
        split = ",",
        description = "Those of these checks only: ${COMPLETION-CANDIDATES}.")
    private Set<Looking> checks = EnumSet.noneOf(Looking.class);

    @Option(names = "--json", description = "Answer in JSON, one rule a line.")
    private boolean json;

    private final Desk desk;

    ListOfThem(Desk desk) {
      this.desk = desk;
    }

    @Override
    public Integer call() {
      for (RuleCatalog.Entry entry : RuleCatalog.all()) {
        Rule rule = entry.rule();
        if (!checks.isEmpty() && !checks.contains(Looking.of(rule.topic()))) {
          continue;
        }
        desk.out()
            .println(
                json
                    ? json(entry).toString()
                    : String.format(
                            Locale.ROOT,
                            "%-38s %-10s %-9s %s",
                            rule.id(),
                            check(rule),
                            severity(rule),
                            String.join(", ", entry.references()))
                        .stripTrailing());
      }
      return Desk.OK;
    }
  }

  @Command(
      name = "show",
      description = "Show one rule: what it is about, what it finds and what it leaves alone.",
      footer = "  mcp-firewall rules show secrets.github-token")
  private static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The rule.")
    private String id = "";

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    private final Desk desk;

    Show(Desk desk) {
      this.desk = desk;
      this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
      List<RuleCatalog.Entry> all = RuleCatalog.all();
      Optional<RuleCatalog.Entry> found =
          all.stream().filter(entry -> entry.rule().id().equals(id)).findFirst();
      if (found.isEmpty()) {
        String help =
            DidYouMean.closest(id, all.stream().map(entry -> entry.rule().id()).toList())
                .map(best -> "; did you mean `" + best + "`?")
                .orElse("");
        throw new ParameterException(
            spec.commandLine(), "there is no rule `" + Desk.plain(id) + "`" + help);
      }
      RuleCatalog.Entry entry = found.get();
      if (json) {
        desk.out()
            .println(
                json(entry)
                    .texts("shapes", entry.shapes())
                    .texts("examples", entry.examples())
                    .texts("counterexamples", entry.counterexamples()));
      } else {
        tell(entry);
      }
      return Desk.OK;
    }

    private void tell(RuleCatalog.Entry entry) {
      Rule rule = entry.rule();
      desk.out().println("rule        " + rule.id());
      desk.out().println("finds       " + Looking.of(rule.topic()).words());
      desk.out().println("check       " + check(rule));
      desk.out().println("severity    " + severity(rule));
      desk.out().println("redacted    [REDACTED:" + rule.label() + "]");
      several("references", entry.references());
      several("shapes", entry.shapes());
      several("examples", entry.examples());
      several("leaves", entry.counterexamples());
    }

    private void several(String name, List<String> texts) {
      String head = name;
      for (String text : texts) {
        desk.out().println(String.format(Locale.ROOT, "%-11s %s", head, Desk.plain(text)));
        head = "";
      }
    }
  }

  @Command(
      name = "test",
      description = "Try every rule on its own examples and counter-examples.",
      exitCodeList = {"0:all are as they should be", "1:a rule is wrong"},
      footer = "  mcp-firewall rules test")
  private static final class Trial implements Callable<Integer> {
    private final Desk desk;
    private final FileScan scan = new FileScan(EnumSet.allOf(Topic.class));

    Trial(Desk desk) {
      this.desk = desk;
    }

    @Override
    public Integer call() {
      List<RuleCatalog.Entry> all = RuleCatalog.all();
      List<String> wrong = new ArrayList<>();
      int texts = 0;
      int silent = 0;
      for (RuleCatalog.Entry entry : all) {
        wrong.addAll(wrong(entry, entry.examples(), true));
        wrong.addAll(wrong(entry, entry.counterexamples(), false));
        texts += entry.examples().size() + entry.counterexamples().size();
        silent += entry.examples().isEmpty() && entry.counterexamples().isEmpty() ? 1 : 0;
      }
      wrong.forEach(desk.out()::println);
      desk.out()
          .println(
              texts
                  + " examples of "
                  + (all.size() - silent)
                  + " rules, "
                  + wrong.size()
                  + " wrong; "
                  + silent
                  + " rules have none");
      return wrong.isEmpty() ? Desk.OK : Desk.NO;
    }

    private List<String> wrong(RuleCatalog.Entry entry, List<String> texts, boolean finds) {
      List<String> wrong = new ArrayList<>();
      for (String text : texts) {
        boolean found =
            scan.of("", text.getBytes(StandardCharsets.UTF_8)).stream()
                .anyMatch(spot -> spot.rule().id().equals(entry.rule().id()));
        if (found != finds) {
          wrong.add(entry.rule().id() + (finds ? " misses: " : " finds: ") + Desk.plain(text));
        }
      }
      return wrong;
    }
  }
}
