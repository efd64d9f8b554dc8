// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.cli.adopt.ImportCommand;
import dev.mcpfirewall.cli.eval.EvalCorpusCommand;
import dev.mcpfirewall.cli.policy.PolicyCommand;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.rego.Console;
import dev.mcpfirewall.cli.rego.RegoCommand;
import dev.mcpfirewall.cli.scan.DetectCommand;
import dev.mcpfirewall.cli.scan.RulesCommand;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.DidYouMean;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every command, put together by hand; and what happens when one of them is called wrongly. */
final class Commands {
  static final String PROGRAM = "mcp-firewall";

  private Commands() {}

  @Command(
      name = PROGRAM,
      description = {
        "A firewall between AI agents and MCP servers: it decides every message by policy, takes"
            + " secrets out of what comes back, and keeps a record nobody can alter unseen."
      },
      synopsisHeading = "%nUsage: ",
      customSynopsis = PROGRAM + " COMMAND [OPTION...]",
      descriptionHeading = "%n",
      optionListHeading = "%nOptions:%n",
      commandListHeading = "%nCommands:%n",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:all is well; the answer is yes",
        "1:the answer is no: denied, not well, switched off",
        "2:the command line, an input or the configuration is wrong",
        "3:mcp-firewall itself failed",
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  mcp-firewall demo",
        "  mcp-firewall wrap -- npx -y @modelcontextprotocol/server-filesystem .",
        "  mcp-firewall check read_file path=/etc/shadow",
        "  mcp-firewall init --profile developer",
        "",
        "`mcp-firewall COMMAND --help` tells more about a command.",
      })
  private static final class Root {}

  /** Runs one command; returns the exit code. */
  static int run(Surroundings here, String... args) {
    int code = commandLine(here).execute(args);
    here.out().flush();
    here.err().flush();
    return code;
  }

  /** All commands, in the order of the help. */
  static CommandLine commandLine(Surroundings here) {
    CommandLine all =
        new CommandLine(new Root())
            .addSubcommand(wrap())
            .addSubcommand(new CheckCommand(here))
            .addSubcommand(PolicyCommand.commandLine(desk(here)))
            .addSubcommand(new ImportCommand(desk(here)))
            .addSubcommand(AuditCommand.commandLine(here))
            .addSubcommand(new DemoCommand(here))
            .addSubcommand(new InitCommand(here))
            .addSubcommand(KillCommand.commandLine(here))
            .addSubcommand(new TrustCommand(here))
            .addSubcommand(new UntrustCommand(here))
            .addSubcommand(new DoctorCommand(here))
            .addSubcommand(
                RegoCommand.commandLine(
                    new Console(here.directory(), here.in(), here.out(), here.err())))
            .addSubcommand(new DetectCommand(desk(here), Version.text()))
            .addSubcommand(RulesCommand.commandLine(desk(here)))
            .addSubcommand(new EvalCorpusCommand(desk(here)))
            .addSubcommand(new CompletionCommand(here));
    describe(all);
    return all.setOut(here.out())
        .setErr(here.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(here.colour() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(here.err(), failure))
        .setParameterExceptionHandler((wrong, args) -> wronglyCalled(here.err(), wrong))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100);
  }

  private static Desk desk(Surroundings here) {
    return new Desk(
        here.home(), here.directory(), here.in(), here.out(), here.err(), here.colour());
  }

  private static CommandLine wrap() {
    // `wrap npx -y x`: what follows the first word of a command belongs to that command.
    return new CommandLine(new WrapCommand()).setStopAtPositional(true);
  }

  /** What all commands have in common: help, version, headings. */
  private static void describe(CommandLine command) {
    CommandLine.Model.CommandSpec spec = command.getCommandSpec();
    if (!spec.mixinStandardHelpOptions()) {
      spec.mixinStandardHelpOptions(true);
    }
    spec.versionProvider(() -> new String[] {PROGRAM + " " + Version.text()});
    spec.usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%nParameters:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .abbreviateSynopsis(true);
    if (Stream.of(spec.usageMessage().footer()).noneMatch("Examples:"::equals)) {
      spec.usageMessage().footerHeading("%nExamples:%n");
    }
    command.getSubcommands().values().forEach(Commands::describe);
  }

  private static int failed(PrintWriter err, Exception failure) {
    if (failure instanceof ConfigException config) {
      err.println(config.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof java.io.IOException io) {
      err.println(PROGRAM + ": " + Reasons.of(io));
      return ExitCode.INTERNAL;
    }
    err.println(PROGRAM + ": this is a fault of mcp-firewall; please report it");
    failure.printStackTrace(err);
    return ExitCode.INTERNAL;
  }

  private static int wronglyCalled(PrintWriter err, ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    if (String.valueOf(wrong.getMessage()).startsWith("Missing required subcommand")) {
      command.usage(err);
      return ExitCode.USAGE;
    }
    err.println(PROGRAM + ": " + words(wrong));
    suggestion(wrong).ifPresent(best -> err.println("  help: did you mean `" + best + "`?"));
    err.println("  see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String words(ParameterException wrong) {
    boolean isCommand =
        wrong instanceof UnmatchedArgumentException unmatched
            && !wrong.getCommandLine().getSubcommands().isEmpty()
            && !unmatched.getUnmatched().isEmpty()
            && !unmatched.getUnmatched().getFirst().startsWith("-");
    return isCommand
        ? "there is no command `"
            + Printable.of(((UnmatchedArgumentException) wrong).getUnmatched().getFirst())
            + "`"
        : lowerFirst(String.valueOf(wrong.getMessage()));
  }

  private static Optional<String> suggestion(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    CommandLine.Model.CommandSpec spec = wrong.getCommandLine().getCommandSpec();
    String word = unmatched.getUnmatched().getFirst();
    List<String> known =
        word.startsWith("-")
            ? spec.options().stream().flatMap(option -> List.of(option.names()).stream()).toList()
            : List.copyOf(spec.subcommands().keySet());
    return DidYouMean.closest(word, known);
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
