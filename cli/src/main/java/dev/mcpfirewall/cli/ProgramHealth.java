// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the programs that matter are there: our own image, and what most servers run on. */
record ProgramHealth(Map<String, String> environment) {
  static Diagnosis image() {
    Path runtime = Path.of(System.getProperty("java.home", "."));
    String seen = Version.text() + " on Java " + Runtime.version() + ", " + runtime;
    Path cache = runtime.resolve("app").resolve("mcp-firewall.aot");
    return Files.isRegularFile(cache)
        ? Diagnosis.ok("mcp-firewall", seen)
        : Diagnosis.warn(
            "mcp-firewall",
            seen + ", without its start-up cache",
            "it works but starts slowly: run the built image by way of ./mcp-firewall");
  }

  List<Diagnosis> examine() {
    List<Diagnosis> all = new ArrayList<>();
    all.add(program("node", "servers from npm need it: install Node.js"));
    all.add(program("npx", "servers from npm are started by it: install Node.js with npm"));
    all.add(program("mcp-firewall", "clients find it only by its whole path, or put it on PATH"));
    return all;
  }

  private Diagnosis program(String name, String next) {
    return find(name)
        .map(path -> Diagnosis.ok(name, path.toString()))
        .orElseGet(() -> Diagnosis.warn(name, "not on PATH", next));
  }

  private Optional<Path> find(String name) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    List<String> endings =
        Stream.concat(
                Stream.of(""),
                Arrays.stream(environment.getOrDefault("PATHEXT", "").split(";", -1)))
            .distinct()
            .toList();
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(directory -> !directory.isEmpty())
        .flatMap(directory -> endings.stream().map(ending -> directory + "/" + name + ending))
        .flatMap(candidate -> path(candidate).stream())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
