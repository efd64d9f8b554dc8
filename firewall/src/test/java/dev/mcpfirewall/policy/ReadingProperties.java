// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Policies that were nearly right: read or refused with a place, never anything else. */
class ReadingProperties {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/policy");
  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ":",
          ",",
          " ",
          "\n",
          "\"",
          "'",
          "|",
          "*",
          "&a",
          "*a",
          "~",
          "null",
          "true",
          "no",
          "-1",
          "1e999",
          "0x",
          ".nan",
          "${",
          "${HOME}",
          "(",
          "(?=",
          "\\",
          "//",
          "..",
          "rules",
          "match",
          "arguments",
          "not",
          "under",
          "name",
          "action",
          "deny",
          "allow",
          "steps",
          "when",
          "egress",
          "é",
          "\u200b",
          "💥",
          "- ",
          "? ",
          "rego",
          "data",
          "profiles",
          "strict");
  private static final Reading READING = new Reading(directory());

  /** Where, how much is taken out there, and what is put in. */
  record Change(double at, int cut, String piece) {}

  private static Path directory() {
    try {
      return Files.createTempDirectory("reading");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void clean() throws IOException {
    try (var files = Files.walk(READING.root())) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Provide
  Arbitrary<String> yamls() throws IOException {
    List<String> all = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(GOLDEN, "*.txt")) {
      for (Path file : listing) {
        for (String one : Files.readString(file).split("====\n", -1)) {
          all.add(one.split("----\n", 2)[0]);
        }
      }
    }
    return Arbitraries.of(all);
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(PIECES))
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 1500)
  void readsOrRefusesWithPlaces(
      @ForAll("yamls") String yaml, @ForAll("changes") List<Change> changes) {
    StringBuilder text = new StringBuilder(yaml);
    for (Change change : changes) {
      int at = (int) (change.at() * text.length());
      text.replace(at, Math.min(text.length(), at + change.cut()), change.piece());
    }

    try {
      LoadedPolicy loaded = READING.load(text.toString());
      assertThat(loaded.policy().describe()).isNotEmpty();
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
