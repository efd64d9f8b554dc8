// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what is kept under {@code ~/.mcp-firewall} is there, private and writable. */
record HomeHealth(Home home) {
  List<Diagnosis> examine() {
    List<Diagnosis> all = new ArrayList<>();
    all.add(directory());
    if (Files.exists(home.config())) {
      all.add(onlyOurs("configuration file", home.config()));
    }
    if (Files.exists(home.trust())) {
      all.add(onlyOurs("trusted directories", home.trust()));
    }
    all.add(keys());
    all.add(
        Files.notExists(home.kill())
            ? Diagnosis.ok("kill switch", "off")
            : Diagnosis.fail(
                "kill switch", "on: every call is refused", "to go on: mcp-firewall kill off"));
    return all;
  }

  private Diagnosis directory() {
    Path directory = home.directory();
    if (Files.notExists(directory)) {
      return Diagnosis.ok("home", directory + " will be made when it is needed");
    }
    if (!Files.isDirectory(directory)) {
      return Diagnosis.fail(
          "home", directory + " is no directory", "move it away, or set " + Home.VARIABLE);
    }
    if (!Files.isWritable(directory)) {
      return Diagnosis.fail(
          "home", directory + " cannot be written", "make it yours: chown and chmod u+rwx");
    }
    return othersCanEnter(directory)
        ? Diagnosis.fail("home", "others can read " + directory, "close it: chmod 700 " + directory)
        : Diagnosis.ok("home", directory.toString());
  }

  private static Diagnosis onlyOurs(String subject, Path file) {
    try {
      return PrivateFiles.onlyOwnerWrites(file)
          ? Diagnosis.ok(subject, file.toString())
          : Diagnosis.fail(subject, "others can write " + file, "close it: chmod 600 " + file);
    } catch (IOException e) {
      return Diagnosis.fail(subject, Reasons.of(e), "check its permissions");
    }
  }

  private Diagnosis keys() {
    Path directory = home.keys();
    if (Files.notExists(directory)) {
      return Diagnosis.ok("keys", "none yet; the first wrap makes one");
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> open =
          files
              .filter(file -> file.getFileName().toString().endsWith(".key"))
              .filter(HomeHealth::othersCanEnter)
              .toList();
      return open.isEmpty()
          ? Diagnosis.ok("keys", directory.toString())
          : Diagnosis.fail(
              "keys",
              "others can read " + open.getFirst(),
              "close it (chmod 600) and make a new key: whoever read it can sign in your name");
    } catch (IOException e) {
      return Diagnosis.fail("keys", Reasons.of(e), "check the directory's permissions");
    }
  }

  private static boolean othersCanEnter(Path path) {
    try {
      Set<PosixFilePermission> mode =
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
      return mode.stream().anyMatch(permission -> !permission.name().startsWith("OWNER"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
