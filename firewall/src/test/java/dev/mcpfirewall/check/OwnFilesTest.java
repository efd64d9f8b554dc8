// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.policy.place.PathRoots;
import dev.mcpfirewall.policy.place.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy in `WORK/strict.yaml` with Rego in `WORK/policy`. */
class OwnFilesTest {
  @TempDir Path root;
  private Path work = Path.of("/none");
  private OwnFiles own = PolicyPartsTest.NO_FILES;

  @BeforeEach
  void makeFiles() throws IOException {
    work = root.toRealPath().resolve("work");
    Files.createDirectories(work.resolve("policy"));
    Files.createDirectories(work.resolve("sub"));
    Files.writeString(work.resolve("strict.yaml"), "version: 1\n");
    Files.createSymbolicLink(work.resolve("sub/up"), work);
    PathRoots roots = new PathRoots("/home/ann", work.toString(), work.toString(), false, false);
    own =
        new OwnFiles(
            new Places(roots, new ShellAndHosts()),
            List.of(work.resolve("strict.yaml"), work.resolve("policy/a.rego")),
            List.of(work.resolve("policy")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strict.yaml",
        "./strict.yaml",
        "WORK/strict.yaml",
        "WORK//sub/../strict.yaml",
        "sub/up/strict.yaml",
        "file://WORK/strict.yaml",
        "WORK/str%69ct.yaml",
        "rm strict.yaml",
        "cp /tmp/x ./strict.yaml && true",
        "echo x>strict.yaml",
        "sed -i 's/deny/allow/' \"WORK/strict.yaml\"",
        "tee --output=strict.yaml",
        "policy/a.rego",
        "WORK/policy/new.rego",
        "rm -rf policy",
        "${PROJECT_DIR}/strict.yaml",
      })
  void areNamed(String text) {
    assertThat(own.areNamedIn(text.replace("WORK", work.toString()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./", "sub/../", "%2e/", "/", "sub/./../"})
  void areNamedHoweverFarTheyArePadded(String padding) {
    String far = work + "/" + padding.repeat(3000);
    assertThat(own.areNamedIn(far + "strict.yaml")).isTrue();
    assertThat(own.areNamedIn("cat " + far + "strict.yaml")).isTrue();
    assertThat(own.areNamedIn(far + "sub/strict.yaml")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "other/strict.yaml",
        "WORK/sub/strict.yaml",
        "/etc/strict.yaml",
        "a.rego",
        "strict.yaml.orig",
        "the policies of WORK",
        "sub/policy/a.rego",
      })
  void areNot(String text) {
    assertThat(own.areNamedIn(text.replace("WORK", work.toString()))).isFalse();
  }

  @Test
  void aLongTextIsLookedThroughInTime() {
    String text = "some words about policies, ".repeat(40_000);

    assertThat(own.areNamedIn(text)).isFalse();
    assertThat(own.areNamedIn(text + " strict.yaml")).isTrue();
  }
}
