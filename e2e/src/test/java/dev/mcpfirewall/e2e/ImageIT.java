// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The image after it was carried elsewhere, as an archive would carry it; it wraps `cat`. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "uses links and signals")
class ImageIT {
  private static final Path BUILT = Path.of("..", "cli", "target", "image");
  private static final String AOT_OR_NOTHING = "-XX:AOTMode=on";

  @TempDir static Path temporary;
  private static Path image = BUILT;

  private record Outcome(int exit, String out, String err) {}

  @BeforeAll
  static void carryTheImageElsewhere() throws IOException {
    assumeTrue(
        Files.isRegularFile(BUILT.resolve("app/mcp-firewall.aot")),
        "no image: build it with `./mvnw package` first");
    image = temporary.resolve("a place with spaces");
    try (Stream<Path> files = Files.walk(BUILT)) {
      for (Path file : files.toList()) {
        Files.copy(file, image.resolve(BUILT.relativize(file)));
      }
    }
    for (String program : List.of("java", "mcp-firewall")) {
      assertThat(image.resolve("bin").resolve(program).toFile().setExecutable(true)).isTrue();
    }
    Path spawner = image.resolve("lib/jspawnhelper");
    assertThat(!Files.exists(spawner) || spawner.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void acceptsItsAotCacheAfterAMove() throws Exception {
    Outcome outcome = run(launcher(), Map.of("JAVA_TOOL_OPTIONS", AOT_OR_NOTHING));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @Test
  void acceptsTheCacheOfItsRegoCommandsAfterAMove() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(launcher().toString(), "rego", "eval", "--format", "raw", "1 + 1")
            .directory(temporary.toFile())
            .redirectError(temporary.resolve("rego").toFile());
    builder.environment().put("MCP_FIREWALL_HOME", temporary.resolve("home").toString());
    builder.environment().put("JAVA_TOOL_OPTIONS", AOT_OR_NOTHING);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(Files.readString(temporary.resolve("rego"))).isZero();
    assertThat(out).isEqualTo("2\n");
  }

  /** Such a class costs each start about half a millisecond. */
  @Test
  void wrapsWithAPolicyFromACacheAndMakesNoClassOfASwitch() throws Exception {
    Path home = Files.createDirectory(temporary.resolve("with a policy"));
    Files.writeString(
        home.resolve("config.yaml"),
        """
        version: 1
        rules:
          - { name: keys, match: { arguments: { path: "**/.ssh/**" } }, action: deny }
        """);
    Path log = temporary.resolve("classes.txt");
    Path options = image.resolve("app/jvm.options");
    String usual = Files.readString(options);
    Files.writeString(options, usual + "-Xlog:class+load:file=" + log.getFileName() + "\n");

    Outcome outcome =
        run(
            launcher(),
            Map.of("MCP_FIREWALL_HOME", home.toString(), "JAVA_TOOL_OPTIONS", AOT_OR_NOTHING));
    Files.writeString(options, usual);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains(" dev.mcpfirewall.policy."))
        .anyMatch(line -> line.contains(" dev.mcpfirewall.rego.eval."))
        .noneMatch(line -> line.contains(" dev.mcpfirewall.") && line.contains("$$TypeSwitch"));
  }

  @Test
  void acceptsItsAotCacheThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), launcher());

    Outcome outcome = run(link, Map.of("JAVA_TOOL_OPTIONS", AOT_OR_NOTHING));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @Test
  void needsNoJavaAndNoOtherProgram() throws Exception {
    Outcome outcome = run(launcher(), Map.of("PATH", "/nonexistent", "JAVA_HOME", "/nonexistent"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void saysNothingOfARefusedCache() throws Exception {
    Path cache = image.resolve("app/mcp-firewall.aot");
    byte[] good = Files.readAllBytes(cache);
    Files.write(cache, new byte[1024]);

    Outcome outcome = run(launcher(), Map.of());
    Files.write(cache, good);

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void keepsTheWarningsOfTheJvmOffStdout() throws Exception {
    Outcome plain = run(launcher(), Map.of());
    Outcome warned = run(launcher(), Map.of("JAVA_TOOL_OPTIONS", "-Xverify:none -XX:NewSize=500m"));

    assertThat(warned.out()).isEqualTo(plain.out());
    assertThat(warned.err()).contains("warning");
  }

  @Test
  void dumpsItsThreadsToStderr() throws Exception {
    Path err = temporary.resolve("dump");
    ProcessBuilder builder =
        new ProcessBuilder(launcher().toString(), "wrap", "--", "/bin/cat")
            .directory(temporary.toFile())
            .redirectError(err.toFile());
    builder.environment().put("MCP_FIREWALL_HOME", temporary.resolve("home").toString());
    Process wrap = builder.start();
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";
    String out;
    try (OutputStream toWrap = wrap.getOutputStream()) {
      toWrap.write(ping.getBytes(StandardCharsets.UTF_8));
      toWrap.flush();
      out = String.valueOf(wrap.inputReader(StandardCharsets.UTF_8).readLine());
      new ProcessBuilder("kill", "-QUIT", Long.toString(wrap.pid())).start().waitFor();
    }
    String rest = new String(wrap.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrap.waitFor();

    assertThat(out).startsWith("{");
    assertThat(rest).doesNotContain("Full thread dump");
    assertThat(Files.readString(err)).contains("Full thread dump");
  }

  private static Path launcher() {
    return image.resolve("bin/mcp-firewall");
  }

  private static Outcome run(Path program, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(temporary, "stderr", "");
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "wrap", "--", "/bin/cat")
            .directory(temporary.toFile())
            .redirectError(err.toFile());
    builder.environment().put("MCP_FIREWALL_HOME", temporary.resolve("home").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    return new Outcome(exit, out, Files.readString(err));
  }
}
