// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A wrap in a process of its own; mostly around {@code cat}, which sends back what it is sent. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs cat")
class WrapRunTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}\n";

  @TempDir Path root;
  private Path home;
  private Path project;

  @BeforeEach
  void makeDirectories() throws IOException {
    home = root.resolve(".mcp-firewall");
    project = Files.createDirectory(root.resolve("project"));
  }

  private Child start(Map<String, String> environment, List<String> options, String... arguments)
      throws IOException {
    return Child.start(project, environment, options, Main.class, arguments);
  }

  private Map<String, String> ours() {
    return Map.of("MCP_FIREWALL_HOME", home.toString());
  }

  @Test
  void aWrapThatFailsLeavesALogThatIsClosedAndVerifies() throws IOException {
    Child.Outcome outcome;
    try (Child child =
        Child.start(
            project, ours(), List.of(), InterruptedWrap.class, home.resolve("audit").toString())) {
      assertThat(child.line()).isEqualTo(InterruptedWrap.INTERRUPTED);
      child.in().write(utf8(PING));
      child.in().flush();
      outcome = child.finish();
    }

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(InterruptedWrap.FAILED);
    FakeSurroundings here = new FakeSurroundings(root);
    assertThat(here.run("audit", "verify")).as(here.out() + here.err()).isZero();
    assertThat(here.out()).contains("closed").contains("the log verifies");
    assertThat(log()).contains("session.start").doesNotContain("session.end");
  }

  @Test
  void aHomeThatDependsOnTheDirectoryIsRefusedBeforeAnythingStarts() throws IOException {
    Path started = root.resolve("started");
    Files.createDirectories(project.resolve("mine"));
    Files.writeString(project.resolve("mine/config.yaml"), "mode: monitor\n");
    Map<String, String> environment = Map.of("MCP_FIREWALL_HOME", "mine");

    try (Child child = start(environment, List.of(), "wrap", "--", "touch", started.toString())) {
      Child.Outcome outcome = child.finish();

      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("MCP_FIREWALL_HOME", "`mine`", "absolute", "help:");
      assertThat(started).doesNotExist();
    }
    try (Child child = start(environment, List.of(), "doctor")) {
      assertThat(child.finish().exit()).isEqualTo(2);
    }
  }

  @Test
  void aLineThatMemoryCannotHoldIsRefusedAndTheSessionGoesOn() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("config.yaml"), "limits: {message_bytes: 256MiB}\n");

    Child.Outcome outcome;
    try (Child child = start(ours(), List.of("-Xmx40m"), "wrap", "--", "cat")) {
      try (OutputStream in = new BufferedOutputStream(child.in())) {
        in.write(
            utf8("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"a\":\""));
        byte[] megabyte = utf8("x".repeat(1 << 20));
        for (int i = 0; i < 100; i++) {
          in.write(megabyte);
        }
        in.write(utf8("\"}}\n" + PING));
      }
      outcome = child.finish();
    }

    assertThat(outcome.out().lines())
        .as(outcome.err())
        .anySatisfy(line -> assertThat(line).contains("\"id\":1,\"error\"", "protocol.too-large"))
        .anySatisfy(line -> assertThat(line + "\n").isEqualTo(PING));
  }

  @Test
  void namesFromOutsideReachTheTerminalWithoutControlCharacters() throws IOException {
    String escape = "\\u001b[2J\\u009b1A\\u202e\\r\\n";
    Files.writeString(
        project.resolve(".mcp-firewall.yaml"), "default: allow\n\"" + escape + "\": 1\n");
    try (Child child = start(ours(), List.of(), "wrap", "--", "cat")) {
      assertPlain(child.finish().err(), "unknown key");
    }
    Files.writeString(
        project.resolve(".mcp-firewall.yaml"),
        "servers: {\"s" + escape + "\": {tools: {\"t" + escape + "\": enabled}}}\n");
    try (Child child = start(ours(), List.of(), "wrap", "--", "no-\u001b[2J-such")) {
      assertPlain(child.finish().err(), "no such command");
    }
  }

  @Test
  void thePolicyLanguageIsLoadedOnlyForAPolicyThatNeedsIt() throws IOException {
    assertThat(loadedClasses("")).isNotEmpty().noneMatch(WrapRunTest::isPolicyLanguage);
    assertThat(loadedClasses("servers: {\"*\": {tools: {x: disabled}}}\ndefault: approve\n"))
        .noneMatch(WrapRunTest::isPolicyLanguage)
        .noneMatch(name -> name.contains("bucket4j"));
    assertThat(loadedClasses("rate_limits: {global: 5/min}\n"))
        .noneMatch(WrapRunTest::isPolicyLanguage)
        .anyMatch(name -> name.contains("bucket4j"));
    assertThat(loadedClasses("agents: {x: {deny: [y]}}\n")).anyMatch(WrapRunTest::isPolicyLanguage);
  }

  private static boolean isPolicyLanguage(String name) {
    return name.contains("dev.mcpfirewall.rego.");
  }

  /** The classes that a wrap has loaded which has seen a call. */
  private List<String> loadedClasses(String yaml) throws IOException {
    Path config = Files.writeString(root.resolve("c.yaml"), yaml);
    Path classes = root.resolve("classes.txt");
    Files.deleteIfExists(classes);
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"y\"}}\n";
    try (Child child =
        start(
            ours(),
            List.of("-Xlog:class+load:file=" + classes),
            "wrap",
            "--config",
            config.toString(),
            "--",
            "cat")) {
      child.in().write(utf8(call));
      child.in().flush();
      child.line();
      assertThat(child.finish().exit()).isZero();
    }
    return Files.readAllLines(classes).stream()
        .filter(line -> line.contains("mcpfirewall") || line.contains("bucket4j"))
        .toList();
  }

  private static void assertPlain(String text, String contained) {
    assertThat(text).contains(contained);
    assertThat(text.codePoints().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(text.lines())
        .allMatch(line -> line.startsWith("mcp-firewall: ") || line.startsWith("  help: "));
  }

  private String log() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(home.resolve("audit"))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
