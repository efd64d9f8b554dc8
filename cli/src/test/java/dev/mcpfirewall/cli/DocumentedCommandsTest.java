// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.mcpfirewall.cli.RecordedTraffic.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands in the pages, run: a block {@code ```rego NAME} is a file, in a block {@code
 * ```console} what follows a command is what it prints. {@code -Dgolden.update} writes that anew.
 */
class DocumentedCommandsTest {
  private static final String FENCE = "```";

  /** How long something took. */
  private static final Pattern TIME = Pattern.compile("\\(\\d[\\d.]*(ns|µs|ms|s)\\)");

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"rego.md", "cli.md", "policy.md", "detection.md"})
  void printWhatThePageSays(String name) throws IOException {
    FakeSurroundings here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
    record(here);
    Path page = Path.of("../docs", name);
    String written = Files.readString(page);

    String run = run(here, written.lines().toList());

    if (System.getProperty("golden.update") != null) {
      Files.writeString(page, run);
    } else {
      assertThat(run).isEqualTo(written);
    }
  }

  /** The afternoon that the pages are about. */
  private static void record(FakeSurroundings here) throws IOException {
    String policy =
        """
        rules:
          - name: cheap-refunds
            tool: "refund_*"
            match: { arguments: { amount: { lte: 50 } } }
            action: allow
          - { name: refunds, tool: "refund_*", action: approve }
          - { name: deletes, tool: "delete_*", action: deny }
        """;
    new RecordedTraffic(here.home(), policy)
        .session(
            "claude",
            "shop",
            List.of(
                Call.of("get_order", "{\"order\":\"o-17\",\"fields\":\"all\"}"),
                Call.of("refund_order", "{\"order\":\"o-17\",\"amount\":20}"),
                Call.of("refund_order", "{\"order\":\"o-18\",\"amount\":45}"),
                Call.of("refund_order", "{\"order\":\"o-19\",\"amount\":60}"),
                Call.of("get_order", "{\"order\":\"o-20\",\"fields\":\"all\"}"),
                Call.of("delete_customer", "{\"id\":7}"),
                Call.of("note", "{\"text\":\"call ann@example.com back\"}")))
        .session(
            "claude",
            "files",
            List.of(
                Call.of("read_file", "{\"path\":\"/srv/shop/prices/eu.csv\"}"),
                Call.of("read_file", "{\"path\":\"/srv/shop/prices/us.csv\"}"),
                Call.of("run_command", "{\"command\":\"git status\"}"),
                Call.of("run_command", "{\"command\":\"git diff prices/eu.csv\"}")));
  }

  private static String run(FakeSurroundings here, List<String> lines) throws IOException {
    StringBuilder page = new StringBuilder();
    Optional<String> block = Optional.empty();
    StringBuilder file = new StringBuilder();
    int exit = 0;
    for (String line : lines) {
      boolean fence = line.startsWith(FENCE);
      boolean console = block.filter("console"::equals).isPresent();
      if (fence && block.isEmpty()) {
        block = Optional.of(line.substring(FENCE.length()).strip());
        file.setLength(0);
      } else if (fence) {
        String[] words = block.orElseThrow().split(" ", -1);
        if (words.length == 2) {
          Files.writeString(here.project.resolve(words[1]), file);
        }
        block = Optional.empty();
      } else if (block.isPresent()) {
        file.append(line).append('\n');
      }
      if (!console || fence || line.startsWith("$ ")) {
        page.append(line).append('\n');
      }
      if (console && line.equals("$ echo $?")) {
        page.append(exit).append('\n');
      } else if (console && line.startsWith("$ ")) {
        exit = command(here, line.substring(2));
        page.append(TIME.matcher(here.out() + here.err()).replaceAll("(1.2ms)"));
      }
    }
    return page.toString();
  }

  private static int command(FakeSurroundings here, String line) throws IOException {
    String[] piped = line.split(" < ", 2);
    here.piping(piped.length == 2 ? Files.readString(here.project.resolve(piped[1].strip())) : "");
    List<String> words = ShellWords.split(piped[0]).orElseThrow();
    assertThat(words.getFirst()).isEqualTo("mcp-firewall");
    return here.run(words.subList(1, words.size()).toArray(String[]::new));
  }
}
