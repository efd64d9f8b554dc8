// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Commands that delete at a service: the tools are many, their verbs are few. */
final class RemoteDeletion {
  private static final Set<String> VERBS =
      Set.of(
          """
          delete destroy purge prune drop terminate unregister deregister archive kill \
          revoke reset force_reset forget_cluster_node nuke wipe flushall flushdb clear \
          roll rm rb publish break-lock cleanup dedupe compact uninstall\
          """
              .split(" "));
  private static final List<String> PREFIXES =
      List.of(
          "delete-",
          "purge-",
          "terminate-",
          "deregister-",
          "destroy-",
          "remove-",
          "drop-",
          "force-delete",
          "delete_");

  /** Programs whose use of such verbs concerns only this machine and can be undone. */
  private static final Set<String> LOCAL =
      Set.of(
          """
          rm git npm pnpm yarn bun apt apt-get brew dnf yum pacman apk conda cargo go make \
          python python3 node ssh command scp find kill pkill killall tput clear reset \
          tmux screen history mv cp ln tar cd ip nmcli code vim docker-compose jq yq \
          xdg-open open chmod chown mkdir touch source . bash sh zsh curl wget crontab for \
          function export local declare unset select tree\
          """
              .split(" "));

  /** Packages: only what is published or removed for all. */
  private static final Set<String> PACKAGES =
      Set.of("npm", "pnpm", "yarn", "cargo", "poetry", "pip", "pip3", "gem", "twine");

  private static final Set<String> SECRET_WRITES =
      Set.of("update-secret", "put-secret-value", "remove-regions-from-replication");

  private static final Set<String> SENTENCE =
      Set.of(
          """
          a an the to of and or from your is are it this that be on with by\
          """
              .split(" "));

  private RemoteDeletion() {}

  /**
   * Whether it deletes at a service.
   *
   * @param plausible whether a program nobody listed may be one; in the middle of prose it is a
   *     word
   */
  static Optional<Danger> of(ShellCommand command, boolean plausible) {
    String program = command.program();
    boolean deletes =
        switch (program) {
          case "curl", "xh" -> method(command);
          case "http", "https" -> command.has("DELETE") || deletesByPath(command);
          case "terraform", "tofu", "pulumi" -> command.has("destroy", "-destroy", "--destroy");
          case "psql", "mysql", "sqlite3", "mongosh", "mongo", "clickhouse-client", "sqlcmd" ->
              command.arguments().stream().anyMatch(word -> isSql(word.text()));
          case "redis-cli" -> command.has("FLUSHALL", "FLUSHDB", "flushall", "flushdb");
          case "nsupdate" -> true;
          case "haproxy" -> command.has("-sf", "-st");
          case "rclone" ->
              command.has(
                  "sync", "delete", "deletefile", "purge", "cleanup", "dedupe", "move", "rmdirs");
          case "restic" ->
              command.has("forget", "prune", "--remove-all", "--cleanup") || verb(command);
          case "deck" -> command.has("reset", "sync");
          case "docker", "podman" -> container(command);
          case "helm" -> command.has("uninstall", "delete");
          case "splunk" -> command.has("clean", "delete", "remove");
          case "./mvnw", "mvnw", "mvn" -> command.has("release:perform", "deploy");
          case "gradlew", "gradle" -> command.has("publish");
          default ->
              PACKAGES.contains(program)
                  ? packages(command)
                  : plausible && !LOCAL.contains(program) && verb(command);
        };
    return deletes ? Optional.of(Danger.DELETES_REMOTE) : Optional.empty();
  }

  private static boolean packages(ShellCommand command) {
    boolean global = command.has("-g", "--global");
    return command.has("publish", "unpublish", "yank")
        || global && command.has("uninstall", "remove", "rm")
        || command.program().equals("poetry") && command.has("remove");
  }

  private static boolean container(ShellCommand command) {
    return command.has("prune") && !command.has("--help")
        || command.operands().size() > 2
            && command.operands().getFirst().equals("volume")
            && command.has("rm", "remove");
  }

  private static boolean method(ShellCommand command) {
    return isMethod(command) || deletesByPath(command);
  }

  private static boolean isMethod(ShellCommand command) {
    List<Word> words = command.words();
    for (int i = 1; i < words.size(); i++) {
      String text = words.get(i).text();
      boolean flag = text.equals("-X") || text.equals("--request") || text.equals("--method");
      String value = flag && i + 1 < words.size() ? words.get(i + 1).text() : text;
      if ((flag || text.startsWith("-X") || text.startsWith("--request="))
          && value.toUpperCase(Locale.ROOT).endsWith("DELETE")) {
        return true;
      }
    }
    return false;
  }

  private static boolean deletesByPath(ShellCommand command) {
    return command.operands().stream()
        .map(o -> o.substring(o.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
        .anyMatch(
            last -> last.startsWith("delete-") || last.equals("dodelete") || last.equals("delete"));
  }

  /** Whether one of the first few words is a verb that deletes. */
  private static boolean verb(ShellCommand command) {
    if (isProse(command)) {
      return false;
    }
    if (isMethod(command) || command.has("sync") && command.has("--delete")) {
      return true;
    }
    int seen = 0;
    boolean valued = false;
    for (Word word : command.arguments()) {
      if (word.isOption()) {
        valued = word.text().startsWith("--") && word.text().indexOf('=') < 0;
        continue;
      }
      String text = word.text();
      if (!word.quoted()
          && (VERBS.contains(text) || SECRET_WRITES.contains(text) || startsWithVerb(text))) {
        return !command.has("--help", "help", "--dry-run", "--dryrun");
      }
      if (!valued && ++seen > 3) {
        return false;
      }
      valued = false;
    }
    return false;
  }

  /** Whether the words are a sentence rather than a command. */
  static boolean isProse(ShellCommand command) {
    String first = command.words().isEmpty() ? "" : command.words().getFirst().text();
    if (first.isEmpty()
        || first.chars().anyMatch(c -> c >= 'A' && c <= 'Z' || c == ',' || c == ':' || c > 127)) {
      return true;
    }
    return command.arguments().stream()
        .anyMatch(word -> !word.quoted() && SENTENCE.contains(word.text()));
  }

  private static boolean startsWithVerb(String text) {
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether one of the first words at {@code start} is a verb that deletes, so that reading on is
   * worth it.
   */
  static boolean mayDelete(String text, int start) {
    char first = text.charAt(start);
    if (first >= 'A' && first <= 'Z' || first > 127) {
      return false;
    }
    int at = start;
    for (int words = 0; words < 8 && at < text.length(); words++) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      String word = words == 0 || end - at > 40 ? "" : text.substring(at, end);
      if (VERBS.contains(word)
          || word.equals("DELETE")
          || word.equals("--delete")
          || SECRET_WRITES.contains(word)
          || word.endsWith(":perform")
          || startsWithVerb(word)) {
        return true;
      }
      at = end + 1;
    }
    return text.startsWith("rclone ") || text.startsWith("haproxy ") || text.startsWith("deck ");
  }

  static boolean startsSql(String word) {
    return word.equalsIgnoreCase("delete")
        || word.equalsIgnoreCase("drop")
        || word.equalsIgnoreCase("truncate");
  }

  /** Whether the text is a statement that empties or drops, without saying which rows. */
  static boolean isSql(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    if (upper.startsWith("DELETE FROM ")) {
      return !upper.contains(" WHERE ");
    }
    return upper.startsWith("TRUNCATE TABLE ")
        || upper.startsWith("DROP TABLE ")
        || upper.startsWith("DROP DATABASE ")
        || upper.startsWith("DROP SCHEMA ")
        || upper.startsWith("TRUNCATE ") && upper.endsWith(";");
  }
}
