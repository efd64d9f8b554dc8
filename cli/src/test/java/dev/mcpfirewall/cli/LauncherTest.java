// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root of the repository, in a clone whose build is a stand-in. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
class LauncherTest {
  private static final String COMMIT = "0123456789012345678901234567890123456789";
  private static final String LATER = "9876543210987654321098765432109876543210";

  /** Counts its runs, is as noisy as Maven and leaves an image that prints its arguments. */
  private static final String BUILD =
      """
      #!/bin/sh
      echo noise
      echo x >>runs
      cat >>eaten
      mkdir -p cli/target/image/bin cli/target/image/app
      cp head cli/target/image/app/built-from
      printf '#!/bin/sh\\necho "image: $*"\\n' >cli/target/image/bin/mcp-firewall
      chmod +x cli/target/image/bin/mcp-firewall
      """;

  @TempDir Path temporary;
  private Path clone;
  private Path home;

  private record Start(Process process, Path err) {}

  private record Outcome(int exit, String out, String err) {}

  @BeforeEach
  void makeClone() throws IOException {
    clone = Files.createDirectory(temporary.resolve("a clone with spaces"));
    home = Files.createDirectory(temporary.resolve("home"));
    Files.copy(Path.of("..", "mcp-firewall"), clone.resolve("mcp-firewall"));
    assertThat(clone.resolve("mcp-firewall")).isExecutable();
    write(".git/HEAD", "ref: refs/heads/main\n");
    checkOut(COMMIT);
    writeBuild(BUILD);
  }

  @Test
  void buildsOnFirstUseAndWritesNothingToStdoutMeanwhile() throws Exception {
    Outcome outcome = run("wrap", "--", "server");

    assertThat(outcome).isEqualTo(new Outcome(0, "image: wrap -- server\n", outcome.err()));
    assertThat(outcome.err()).contains("building").contains("built in");
  }

  @Test
  void keepsTheClientsInputFromTheBuild() throws Exception {
    run();

    assertThat(clone.resolve("eaten")).isEmptyFile();
  }

  @Test
  void needsNoOtherProgramOnceBuilt() throws Exception {
    run();

    Outcome outcome = finish(start(launcher(), "/nonexistent", "--version"));

    assertThat(outcome).isEqualTo(new Outcome(0, "image: --version\n", ""));
  }

  @Test
  void worksThroughLinksFromAnotherDirectory() throws Exception {
    Path first = Files.createSymbolicLink(temporary.resolve("first"), launcher());
    Path second = Files.createSymbolicLink(temporary.resolve("second"), first.getFileName());

    assertThat(finish(start(second, path(), "a", "b c")).out()).isEqualTo("image: a b c\n");
  }

  @Test
  void buildsAgainForAnotherCommit() throws Exception {
    run();
    run();
    checkOut(LATER);
    run();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void findsTheCommitOfAWorktreeAmongPackedRefs() throws Exception {
    write("main/packed-refs", "# pack-refs with: peeled\n" + COMMIT + " refs/heads/side\n");
    write("main/worktrees/side/HEAD", "ref: refs/heads/side\n");
    write("main/worktrees/side/commondir", "../..\n");
    Files.delete(clone.resolve(".git/refs/heads/main"));
    Files.delete(clone.resolve(".git/refs/heads"));
    Files.delete(clone.resolve(".git/refs"));
    Files.delete(clone.resolve(".git/HEAD"));
    Files.delete(clone.resolve(".git"));
    write(".git", "gitdir: main/worktrees/side\n");
    run();
    run();
    write("main/packed-refs", LATER + " refs/heads/side\n");
    run();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenTold() throws Exception {
    run();

    assertThat(run("--rebuild").out()).isEmpty();
    assertThat(run("--rebuild", "demo").out()).isEqualTo("image: demo\n");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void buildsOnceForConcurrentFirstUses() throws Exception {
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(start(launcher(), path(), "go"));
    }

    for (Start start : starts) {
      assertThat(finish(start).out()).isEqualTo("image: go\n");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfABuilderThatDied() throws Exception {
    Files.createDirectories(clone.resolve("target"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createSymbolicLink(
        clone.resolve("target/mcp-firewall.lock"), Path.of(Long.toString(gone.pid())));

    assertThat(run("go").out()).isEqualTo("image: go\n");
    assertThat(Files.isSymbolicLink(clone.resolve("target/mcp-firewall.lock"))).isFalse();
  }

  @Test
  void showsTheEndOfTheLogAndExits3WhenTheBuildFails() throws Exception {
    writeBuild("#!/bin/sh\necho the reason\nexit 1\n");

    Outcome outcome = run("wrap");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("the reason").contains("mcp-firewall-build.log");
  }

  @Test
  void saysHowToGetAJdkAndExits2WhereMavenFindsNone() throws Exception {
    writeBuild("#!/bin/sh\necho '[ERROR] Cannot find matching toolchain definitions'\nexit 1\n");

    Outcome outcome = run("wrap");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("apt install", "brew install", "winget", "sdk install");
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    return finish(start(launcher(), path(), arguments));
  }

  private Start start(Path launcher, String path, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    Path err = Files.createTempFile(temporary, "stderr", "");
    builder.redirectError(err.toFile());
    builder.redirectInput(write("input", "a message\n").toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    return new Start(process, err);
  }

  private static Outcome finish(Start start) throws IOException, InterruptedException {
    Process process = start.process();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    return new Outcome(exit, out, Files.readString(start.err()));
  }

  private Path launcher() {
    return clone.resolve("mcp-firewall");
  }

  private static String path() {
    return System.getenv("PATH");
  }

  private long builds() throws IOException {
    return Files.readAllLines(clone.resolve("runs")).size();
  }

  private void checkOut(String commit) throws IOException {
    write(".git/refs/heads/main", commit + "\n");
    write("head", commit + "\n");
  }

  private void writeBuild(String script) throws IOException {
    assertThat(write("mvnw", script).toFile().setExecutable(true)).isTrue();
  }

  private Path write(String file, String text) throws IOException {
    Path path = clone.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }
}
