// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How what went wrong is told: for a person on stderr, for a program on stdout. */
final class Complaints {
  private Complaints() {}

  /** What a command does where nothing goes wrong. */
  interface Work {
    int run();
  }

  /** Runs a command; what is wrong with its input is told, with exit code {@code wrong}. */
  static int heard(Console console, CommandSpec spec, boolean json, int wrong, Work work) {
    try {
      return work.run();
    } catch (RegoException e) {
      tell(console, e.errors(), json, Integer.MAX_VALUE);
      return wrong;
    } catch (WrongInput e) {
      if (json) {
        List<Report> errors = new ArrayList<>();
        e.lines()
            .forEach(line -> errors.add(new Report.Members(List.of(Report.text("message", line)))));
        print(console, errors);
        return Console.WRONG;
      }
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** Tells at most so many errors. */
  static void tell(Console console, List<RegoError> errors, boolean json, int most) {
    List<RegoError> shown = errors.subList(0, Math.min(most, errors.size()));
    if (json) {
      print(console, shown.stream().<Report>map(Complaints::report).toList());
      return;
    }
    int count = errors.size();
    console.err().println(count == 1 ? "1 error occurred:" : count + " errors occurred:");
    shown.forEach(error -> console.err().println(error));
    if (shown.size() < count) {
      console.err().println("… and " + (count - shown.size()) + " more");
    }
  }

  private static void print(Console console, List<Report> errors) {
    console
        .out()
        .println(
            new Report.Members(List.of(new Report.Member("errors", new Report.Listed(errors))))
                .pretty());
  }

  private static Report report(RegoError error) {
    List<Report.Member> members = new ArrayList<>();
    members.add(Report.text("message", error.message()));
    members.add(Report.text("code", error.code().toString()));
    if (!error.at().equals(Location.NONE)) {
      members.add(Report.location(error.at()));
    }
    error.help().ifPresent(help -> members.add(Report.text("help", help)));
    return new Report.Members(members);
  }
}
