// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.training;

import dev.mcpfirewall.cli.Main;
import dev.mcpfirewall.rego.builtin.Builtins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The commands that read policies, run on a policy of 300 lines: the classes and methods they then
 * use are those their AOT cache will hold.
 *
 * <p>Works in the current directory. Exits 1 when a command fails, so that the build breaks.
 */
final class Rehearsal {
  /** Enough that the compiler's own loops are compiled, too. */
  private static final int ROUNDS = 5;

  /** With the blocks below about 300 lines, as a policy that has grown. */
  private static final int BLOCKS = 10;

  private static final String HEAD =
      """
      package training

      import data.training.lists

      default allow := false

      roles := {"admin": {"*"}, "dev": {"read", "write"}}
      """;

  private static final String TEST =
      """
      package training_test

      import data.training

      test_nothing if not training.allow with input as {"tool": {"name": "x"}}
      """;

  private static final String INPUT =
      """
      {"tool": {"name": "tool3"}, "agent": {"roles": ["dev"]}, "hosts": ["a.example1"],
       "arguments": {"path": "/srv/x", "more": ["/root/2/y"]}, "calls": [{"at": 5}, {"at": 1}]}
      """;

  private Rehearsal() {}

  public static void main(String[] none) throws IOException, InterruptedException {
    int exit = 0;
    StringBuilder policy = new StringBuilder(HEAD);
    for (int i = 0; i < BLOCKS; i++) {
      policy.append(block(i));
    }
    Files.writeString(Path.of("policy.rego"), policy);
    Files.writeString(Path.of("policy_test.rego"), TEST);
    Files.writeString(Path.of("input.json"), INPUT);
    for (int round = 0; round < ROUNDS; round++) {
      for (List<String> command : commands()) {
        exit = Math.max(exit, Main.run(command.toArray(String[]::new)));
      }
    }
    // A policy may call any: what is not in the cache costs several times as much to link.
    Builtins.all().list();
    System.exit(exit);
  }

  private static String block(int number) {
    return """

    # METADATA
    # title: block %1$d
    allow if {
      input.tool.name == "tool%1$d"
      some role in input.agent.roles
      "read" in roles[role]
      not blocked%1$d(input.arguments.path)
    }

    blocked%1$d(path) if glob.match("/secret%1$d/**", ["/"], path)

    blocked%1$d(path) if regex.match(`^/etc/(passwd|shadow)%1$d$`, lower(path))

    deny contains message if {
      walk(input.arguments, [place, value])
      is_string(value)
      startswith(value, "/root/%1$d")
      message := sprintf("%%s at %%v", [value, place])
    }

    limit%1$d := n if {
      n := count([x | some x in input.calls; x.at > %1$d])
    } else := 0

    every_host%1$d if {
      every host in input.hosts { endswith(host, $".example{%1$d}") }
    }
    """
        .formatted(number);
  }

  private static List<List<String>> commands() {
    return List.of(
        List.of("rego", "eval", "-d", "policy.rego", "-i", "input.json", "data.training"),
        List.of("rego", "check", "policy.rego"),
        List.of("rego", "fmt", "--list", "policy.rego"),
        List.of("rego", "test", "-v", "policy.rego", "policy_test.rego"));
  }
}
