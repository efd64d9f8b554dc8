// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Git commands that throw away work. */
final class Versioned {
  private static final Set<String> WITH_VALUE =
      Set.of("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path");

  private Versioned() {}

  static Optional<Danger> of(ShellCommand command) {
    int at = 1;
    List<Word> words = command.words();
    while (at < words.size() && words.get(at).isOption()) {
      at += WITH_VALUE.contains(words.get(at).text()) ? 2 : 1;
    }
    if (at >= words.size()) {
      return Optional.empty();
    }
    ShellCommand sub = command.without(at);
    return loses(sub) && !sub.has("--help", "-h", "--dry-run")
        ? Optional.of(Danger.DISCARDS_WORK)
        : Optional.empty();
  }

  private static boolean loses(ShellCommand sub) {
    return switch (sub.words().getFirst().text()) {
      case "reset" -> sub.has("--hard", "--merge");
      case "clean" ->
          (sub.hasFlag('f') || sub.has("--force")) && !(sub.hasFlag('n') && !sub.hasFlag('f'));
      case "push" -> push(sub);
      case "branch" ->
          sub.hasFlag('D') || sub.hasFlag('f') || sub.has("--force") || sub.hasFlag('M');
      case "checkout" -> checkout(sub);
      case "switch" -> forced(sub) || sub.has("--discard-changes");
      case "restore" ->
          (!sub.has("--staged", "-S") || sub.has("--worktree", "-W")) && !sub.operands().isEmpty();
      case "stash" -> sub.has("drop", "clear");
      case "worktree" -> sub.has("remove") && (sub.hasFlag('f') || sub.has("--force"));
      case "filter-branch", "filter-repo" -> true;
      case "reflog" -> sub.has("expire", "delete");
      case "update-ref" -> sub.has("-d");
      case "gc" -> sub.arguments().stream().anyMatch(word -> word.text().startsWith("--prune=now"));
      case "rm" -> sub.hasFlag('f') && sub.hasFlag('r');
      case "tag" -> sub.has("-d", "--delete");
      default -> false;
    };
  }

  private static boolean push(ShellCommand sub) {
    boolean leased =
        sub.arguments().stream()
            .anyMatch(word ->
                word.text().equals("--force-with-lease")
                    || word.text().startsWith("--force-with-lease="));
    boolean force =
        sub.hasFlag('f') || sub.has("--force", "--force-with-lease-if-includes", "--mirror");
    boolean plus = sub.operands().stream().anyMatch(o -> o.startsWith("+") || o.startsWith(":"));
    return sub.has("--delete", "-d") || plus || force && !leased;
  }

  /** Whether {@code -f} is set: in {@code -bfeature} the f belongs to a name. */
  private static boolean forced(ShellCommand sub) {
    for (Word word : sub.arguments()) {
      String text = word.text();
      boolean group = text.length() > 1 && text.charAt(0) == '-' && text.charAt(1) != '-';
      for (int i = 1; group && i < text.length() && "bBcC".indexOf(text.charAt(i)) < 0; i++) {
        if (text.charAt(i) == 'f') {
          return true;
        }
      }
    }
    return sub.has("--force");
  }

  private static boolean creates(ShellCommand sub) {
    return sub.arguments().stream()
        .map(Word::text)
        .anyMatch(t ->
            t.length() > 1
                && t.charAt(0) == '-'
                && t.charAt(1) != '-'
                && (t.indexOf('b') > 0 || t.indexOf('B') > 0));
  }

  private static boolean checkout(ShellCommand sub) {
    if (forced(sub)
        || sub.has("--pathspec-from-file")
        || sub.arguments().stream().anyMatch(w -> w.text().startsWith("--pathspec-from-file"))) {
      return true;
    }
    if (creates(sub) || sub.has("--orphan")) {
      return false;
    }
    List<String> words = sub.arguments().stream().map(Word::text).toList();
    int dashes = words.indexOf("--");
    if (dashes >= 0) {
      return dashes < words.size() - 1;
    }
    List<String> operands = sub.operands();
    boolean valued =
        words.stream()
            .anyMatch(w ->
                w.equals("--conflict")
                    || w.equals("--unified")
                    || w.equals("-U")
                    || w.equals("--inter-hunk-context")
                    || w.equals("--recurse-submodules"));
    boolean here = operands.stream().anyMatch(o -> o.equals(".") || o.equals("*"));
    return here || operands.size() > 1 && !valued;
  }
}
