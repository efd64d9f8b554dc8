// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Commands that read credentials or send things away. */
final class Leaking {
  private static final Set<String> READERS =
      Set.of(
          """
          cat less more head tail tac nl cp mv tar zip 7z gpg openssl base64 xxd strings \
          vi vim nano ed ee scp rsync curl wget nc ln dd sqlite3 testcat awk unshadow john \
          grep ccencrypt find tee hexdump od gzip sed\
          """
              .split(" "));
  private static final List<String> CREDENTIALS =
      List.of(
          "/etc/shadow",
          "/etc/gshadow",
          "/etc/master.passwd",
          "/etc/sudoers",
          ".ssh/",
          "id_rsa",
          "id_ed25519",
          ".aws/",
          ".gnupg/",
          ".netrc",
          ".kube/config",
          ".docker/config.json",
          ".git-credentials",
          "login data",
          "key4.db",
          "logins.json",
          "keychains",
          ".pgpass",
          "/proc/self/environ",
          "/environ",
          "serviceaccount/token",
          ".config/gcloud",
          ".azure/",
          "msal_token_cache",
          "access_tokens.db",
          "accesstokens.json",
          ".oci/",
          "ntds.dit",
          "config\\sam",
          ".password-store",
          ".bash_history",
          "wallet.dat",
          ".npmrc",
          ".pypirc",
          "cookies.binarycookies",
          "etc/master.passwd",
          "library/cookies");
  private static final Set<String> TOOLS =
      Set.of(
          "lazagne.py",
          "lazagne",
          "mimikatz",
          "mimipenguin",
          "hashcat",
          "unshadow",
          "gitleaks-dump",
          "swaks-dump",
          "secretsdump.py",
          "procdump");

  private Leaking() {}

  static Optional<Danger> of(ShellCommand command, Surroundings around) {
    String program = command.program();
    String line = command.line().toLowerCase(Locale.ROOT);
    if (TOOLS.contains(program)
        || command.operands().stream()
            .anyMatch(o ->
                TOOLS.contains(o.substring(o.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)))) {
      return Optional.of(Danger.READS_CREDENTIALS);
    }
    Optional<Danger> sent = sends(command, program, line, around);
    if (sent.isPresent()) {
      return sent;
    }
    if (READERS.contains(program)
        && CREDENTIALS.stream().anyMatch(line::contains)
        && !line.endsWith(".pub")) {
      return Optional.of(Danger.READS_CREDENTIALS);
    }
    return searches(command, program, line) || copiesAccounts(command, program)
        ? Optional.of(Danger.READS_CREDENTIALS)
        : Optional.empty();
  }

  private static boolean copiesAccounts(ShellCommand command, String program) {
    return (program.equals("cat")
            || program.equals("cp")
            || program.startsWith("$")
            || program.equals("gpg")
            || program.equals("7z"))
        && command.has("/etc/passwd")
        && (program.charAt(0) != 'c'
            || command.operands().size() > 1
            || !command.redirects().isEmpty());
  }

  private static boolean searches(ShellCommand command, String program, String line) {
    boolean metadata =
        line.contains("169.254.169.254") || line.contains("metadata.google.internal");
    boolean hunt =
        program.equals("find")
            && (line.contains(".aws")
                || line.contains(".ssh")
                || line.contains("*.pem")
                || line.contains("*.kdbx"));
    boolean secrets =
        program.equals("kubectl")
            && command.has("get", "describe")
            && command.has("secrets", "secret");
    boolean search =
        program.equals("grep")
            && command.hasFlag('r')
            && command.has("/")
            && line.contains("passw");
    boolean setuid =
        program.equals("find")
            && line.contains("-perm")
            && (line.contains("4000")
                || line.contains("2000")
                || line.contains("u=s")
                || line.contains("u+s"));
    return metadata || hunt || secrets || search || setuid;
  }

  private static Optional<Danger> sends(
      ShellCommand command, String program, String line, Surroundings around) {
    boolean sends =
        switch (program) {
          case "curl" -> uploads(command, around);
          case "wget" ->
              line.contains("--post-file")
                  || line.contains("--body-file")
                  || line.contains("--post-data");
          case "scp", "rsync", "sftp" ->
              CREDENTIALS.stream().anyMatch(line::contains) && line.indexOf(':') > 0;
          case "nc", "ncat", "netcat" -> reads(command) || isPacking(around.feeding());
          case "ssh" ->
              isPacking(around.feeding()) || line.contains("tar ") && line.contains("/etc");
          case "dig", "nslookup", "host", "ping" -> line.contains(").") || line.contains("`.");
          default -> false;
        };
    return sends ? Optional.of(Danger.EXFILTRATES) : Optional.empty();
  }

  private static boolean reads(ShellCommand command) {
    return command.redirects().stream().anyMatch(r -> r.kind() == Redirect.Kind.READ);
  }

  private static boolean isPacking(ShellCommand feeding) {
    String feeder = feeding.program();
    return feeder.equals("tar")
        || feeder.equals("openssl")
        || feeder.equals("gpg")
        || feeder.equals("base64")
        || feeder.equals("zip")
        || feeder.equals("env")
        || feeder.equals("cat")
            && CREDENTIALS.stream().anyMatch(feeding.line().toLowerCase(Locale.ROOT)::contains);
  }

  private static boolean uploads(ShellCommand command, Surroundings around) {
    List<Word> words = command.words();
    for (int i = 1; i < words.size(); i++) {
      String text = words.get(i).text();
      String lower = text.toLowerCase(Locale.ROOT);
      boolean secret =
          CREDENTIALS.stream().anyMatch(lower::contains)
              || lower.contains(".env")
              || lower.contains("/etc/");
      if (text.contains("@") && (secret || isForm(words.get(i - 1).text(), text))) {
        return true;
      }
      if ((words.get(i - 1).text().equals("-T") || words.get(i - 1).text().equals("--upload-file"))
          && secret) {
        return true;
      }
      if (text.contains("$(")
          && (lower.contains("cat ")
              || lower.contains("env")
              || lower.contains("base64")
              || lower.contains("whoami")
              || lower.contains("hostname"))) {
        return true;
      }
    }
    return command.has("@-") && isPacking(around.feeding());
  }

  private static boolean isForm(String option, String value) {
    return (option.equals("-F") || option.equals("--form")) && value.contains("=@");
  }
}
