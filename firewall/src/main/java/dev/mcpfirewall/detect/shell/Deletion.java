// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands that destroy data here. */
final class Deletion {
  private static final Set<String> ERASERS =
      Set.of(
          """
          mkfs mke2fs mkswap wipefs shred srm wipe blkdiscard scrub nwipe badblocks \
          pvremove vgremove lvremove zpool zfs mdadm cryptsetup sgdisk diskutil hdparm \
          format diskpart cipher vssadmin wbadmin\
          """
              .split(" "));
  private static final Set<String> ERASING_WORDS =
      Set.of(
          """
          destroy erase luksformat lukserase --zap-all -z erasedisk erasevolume zerodisk \
          secureerase --zero-superblock --security-erase --security-erase-enhanced -w \
          -wipe delete clean labelclear\
          """
              .split(" "));
  private static final Set<String> NEED_WORD =
      Set.of(
          "zpool",
          "zfs",
          "mdadm",
          "cryptsetup",
          "sgdisk",
          "diskutil",
          "hdparm",
          "badblocks",
          "vssadmin",
          "wbadmin");

  private Deletion() {}

  static Optional<Danger> of(ShellCommand command, Surroundings around) {
    String program = command.program();
    return switch (program) {
      case "rm" -> remove(command, around);
      case "find", "fd" -> find(command);
      case "dd" -> dd(command);
      case "mv" -> move(command);
      case "chmod", "chown", "chgrp" -> rights(command);
      case "truncate" ->
          command.operands().stream().anyMatch(Places::isSystemFile)
              ? Optional.of(Danger.DESTROYS_DATA)
              : Optional.empty();
      case "rsync" ->
          command.has("--delete") && command.has("/dev/null", "/empty/")
              ? Optional.of(Danger.DESTROYS_DATA)
              : Optional.empty();
      case "unlink", "rmdir" ->
          command.operands().stream().anyMatch(Places::isSystemFile)
              ? Optional.of(Danger.DESTROYS_DATA)
              : Optional.empty();
      default -> erase(command, program);
    };
  }

  private static Optional<Danger> remove(ShellCommand command, Surroundings around) {
    boolean recursive =
        command.hasFlag('r')
            || command.hasFlag('R')
            || command.has("--recursive", "--no-preserve-root");
    boolean force = command.hasFlag('f') || command.has("--force");
    List<String> targets = command.operands();
    if (!recursive) {
      boolean vital =
          targets.stream()
              .anyMatch(t -> Places.isSystemFile(t) || Places.isDisk(t) || t.equals("/*"));
      return vital && force ? Optional.of(Danger.DESTROYS_DATA) : Optional.empty();
    }
    boolean guarded = !around.temporaryRedefined();
    if (targets.stream().anyMatch(t -> vital(t, force, guarded))
        || targets.isEmpty() && around.fed()) {
      return Optional.of(Danger.DESTROYS_DATA);
    }
    boolean harmless =
        !force
            || targets.stream()
                .allMatch(t ->
                    Places.isTemporary(t) && guarded || Places.isRebuilt(t) && !around.moved());
    return harmless ? Optional.empty() : Optional.of(Danger.DELETES_RECURSIVELY);
  }

  private static boolean vital(String target, boolean force, boolean guarded) {
    if (Places.isTemporary(target) && guarded) {
      return false;
    }
    return Places.isVital(target)
            && (force || !target.startsWith("/") || target.length() < 6)
            && !target.equals("{}")
        || force && target.equals("{}");
  }

  private static Optional<Danger> find(ShellCommand command) {
    if (!command.has("-delete") || inExec(command)) {
      return Optional.empty();
    }
    boolean filtered =
        command.has("-name", "-iname", "-path", "-regex", "-mtime", "-mmin", "-empty", "-size");
    List<String> from = command.operands();
    boolean vital = from.isEmpty() || Places.isVital(from.getFirst());
    if (vital && !filtered) {
      return Optional.of(Danger.DESTROYS_DATA);
    }
    return filtered ? Optional.empty() : Optional.of(Danger.DELETES_RECURSIVELY);
  }

  /** Whether {@code -delete} is an argument of what {@code -exec} runs. */
  private static boolean inExec(ShellCommand command) {
    List<String> words = command.words().stream().map(Word::text).toList();
    int delete = words.indexOf("-delete");
    for (int i = delete; i > 0; i--) {
      String word = words.get(i);
      if (word.equals(";") || word.equals("+")) {
        return false;
      }
      if (word.startsWith("-exec") || word.startsWith("-ok")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Danger> dd(ShellCommand command) {
    for (Word word : command.arguments()) {
      if (word.text().startsWith("of=")) {
        String target = word.text().substring(3);
        if (Places.isDisk(target) || Places.isSystemFile(target)) {
          return Optional.of(Danger.DESTROYS_DATA);
        }
        if (Places.isLog(target)) {
          return Optional.of(Danger.COVERS_TRACKS);
        }
      } else if (word.text().startsWith("if=") && Places.isDisk(word.text().substring(3))) {
        return Optional.of(Danger.READS_CREDENTIALS);
      }
    }
    return Optional.empty();
  }

  private static Optional<Danger> move(ShellCommand command) {
    List<String> operands = command.operands();
    if (operands.size() < 2) {
      return Optional.empty();
    }
    boolean gone = operands.getLast().equals("/dev/null");
    boolean vital =
        operands.subList(0, operands.size() - 1).stream()
            .anyMatch(from ->
                from.equals("/") || from.equals("~") || from.equals("/*") || from.equals("$HOME"));
    return gone || vital ? Optional.of(Danger.DESTROYS_DATA) : Optional.empty();
  }

  private static Optional<Danger> rights(ShellCommand command) {
    boolean recursive = command.hasFlag('R') || command.has("--recursive");
    List<String> operands = command.operands();
    boolean root =
        operands.stream()
            .skip(1)
            .anyMatch(t ->
                t.equals("/") || t.equals("/*") || t.equals("~") || t.equals("$HOME") || isTop(t));
    if (recursive && root) {
      return Optional.of(Danger.DESTROYS_DATA);
    }
    boolean open =
        !operands.isEmpty()
            && (operands.getFirst().equals("777") || operands.getFirst().equals("a+rwx"));
    boolean system = operands.stream().skip(1).anyMatch(Places::isSystemFile);
    return open && system ? Optional.of(Danger.GAINS_PRIVILEGE) : Optional.empty();
  }

  private static boolean isTop(String path) {
    return path.startsWith("/") && Places.isVital(path) && path.indexOf('/', 1) < 0;
  }

  private static Optional<Danger> erase(ShellCommand command, String program) {
    boolean eraser =
        ERASERS.contains(program) || program.startsWith("mkfs.") || program.startsWith("newfs");
    if (!eraser || command.arguments().isEmpty() || command.has("--help", "--version", "-h")) {
      return Optional.empty();
    }
    if (program.equals("cipher")
        && command.arguments().stream()
            .noneMatch(w -> w.text().toLowerCase(java.util.Locale.ROOT).startsWith("/w"))) {
      return Optional.empty();
    }
    if (program.equals("format")
        && command.arguments().stream().noneMatch(w -> w.text().endsWith(":"))) {
      return Optional.empty();
    }
    if (NEED_WORD.contains(program)) {
      boolean said =
          command.arguments().stream()
              .anyMatch(
                  word -> ERASING_WORDS.contains(word.text().toLowerCase(java.util.Locale.ROOT)));
      return said ? Optional.of(Danger.DESTROYS_DATA) : Optional.empty();
    }
    return Optional.of(Danger.DESTROYS_DATA);
  }
}
