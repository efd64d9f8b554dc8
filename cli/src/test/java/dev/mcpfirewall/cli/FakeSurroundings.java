// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.Home;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A world of its own in a temporary directory; keeps what was printed. */
final class FakeSurroundings {
  final Path root;
  final Path project;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String in = "";

  FakeSurroundings(Path root) {
    this.root = root;
    this.project = root.resolve("project");
  }

  FakeSurroundings piping(String text) {
    in = text;
    return this;
  }

  Home home() {
    return Home.of(Map.of(), root);
  }

  int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.run(surroundings(), args);
  }

  Surroundings surroundings() {
    return new Surroundings(
        home(),
        project,
        Map.of("PATH", ""),
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out),
        new PrintWriter(err),
        false);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
