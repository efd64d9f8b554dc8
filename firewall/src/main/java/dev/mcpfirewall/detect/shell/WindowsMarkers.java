// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Dangers in PowerShell and cmd lines, whose grammar is not a Unix shell's: words that must all
 * occur.
 */
final class WindowsMarkers {
  private record Sign(Danger danger, String... all) {}

  private static final Sign[] SIGNS = {
    new Sign(Danger.RUNS_ENCODED, "powershell", " -enc"),
    new Sign(Danger.RUNS_ENCODED, "powershell", " -e "),
    new Sign(Danger.RUNS_ENCODED, "pwsh", " -enc"),
    new Sign(Danger.RUNS_ENCODED, "frombase64string", "iex"),
    new Sign(Danger.RUNS_ENCODED, "frombase64string", "invoke-expression"),
    new Sign(Danger.RUNS_DOWNLOAD, "iex", "iwr"),
    new Sign(Danger.RUNS_DOWNLOAD, "iex", "irm "),
    new Sign(Danger.RUNS_DOWNLOAD, "iex", "downloadstring"),
    new Sign(Danger.RUNS_DOWNLOAD, "iex", "invoke-webrequest"),
    new Sign(Danger.RUNS_DOWNLOAD, "iex", "invoke-restmethod"),
    new Sign(Danger.RUNS_DOWNLOAD, "invoke-expression", "downloadstring"),
    new Sign(Danger.RUNS_DOWNLOAD, "invoke-expression", "http"),
    new Sign(Danger.RUNS_DOWNLOAD, "downloadfile(", "start-process"),
    new Sign(Danger.RUNS_DOWNLOAD, "certutil", "-urlcache"),
    new Sign(Danger.RUNS_DOWNLOAD, "bitsadmin", "/transfer"),
    new Sign(Danger.RUNS_DOWNLOAD, "mshta", "http"),
    new Sign(Danger.RUNS_DOWNLOAD, "mshta", "javascript:"),
    new Sign(Danger.RUNS_DOWNLOAD, "regsvr32", "/i:http"),
    new Sign(Danger.RUNS_DOWNLOAD, "rundll32", "javascript:"),
    new Sign(Danger.REVERSE_SHELL, "net.sockets", "iex"),
    new Sign(Danger.REVERSE_SHELL, "net.sockets.tcpclient", "getstream"),
    new Sign(Danger.REVERSE_SHELL, "irm", "while ($true)"),
    new Sign(Danger.REVERSE_SHELL, "invoke-webrequest", "while ($true)", "iex"),
    new Sign(Danger.DESTROYS_DATA, "del ", "/s", "/q"),
    new Sign(Danger.DESTROYS_DATA, "erase ", "/s", "/q"),
    new Sign(Danger.DESTROYS_DATA, "rd ", "/s", "/q"),
    new Sign(Danger.DESTROYS_DATA, "rmdir ", "/s", "/q"),
    new Sign(Danger.DESTROYS_DATA, "remove-item", "-recurse", "-force"),
    new Sign(Danger.DESTROYS_DATA, "format ", "c:", "/"),
    new Sign(Danger.DESTROYS_DATA, "format-volume", ""),
    new Sign(Danger.DESTROYS_DATA, "clear-disk", ""),
    new Sign(Danger.DESTROYS_DATA, "vssadmin", "delete", "shadows"),
    new Sign(Danger.DESTROYS_DATA, "wmic", "shadowcopy", "delete"),
    new Sign(Danger.PERSISTS, "reg", "add", "\\currentversion\\run"),
    new Sign(Danger.PERSISTS, "set-itemproperty", "\\currentversion\\run"),
    new Sign(Danger.PERSISTS, "new-itemproperty", "\\currentversion\\run"),
    new Sign(Danger.PERSISTS, "schtasks", "/create"),
    new Sign(Danger.PERSISTS, "register-scheduledtask", ""),
    new Sign(Danger.PERSISTS, "new-service", "binarypath"),
    new Sign(Danger.GAINS_PRIVILEGE, "net ", "user", "/add"),
    new Sign(Danger.GAINS_PRIVILEGE, "net ", "localgroup", "/add"),
    new Sign(Danger.GAINS_PRIVILEGE, "new-localuser", ""),
    new Sign(Danger.GAINS_PRIVILEGE, "add-localgroupmember", "administrators"),
    new Sign(Danger.DISABLES_SECURITY, "set-mppreference", "disable"),
    new Sign(Danger.DISABLES_SECURITY, "add-mppreference", "exclusion"),
    new Sign(Danger.DISABLES_SECURITY, "set-executionpolicy", "bypass"),
    new Sign(Danger.DISABLES_SECURITY, "netsh", "advfirewall", "off"),
    new Sign(Danger.COVERS_TRACKS, "wevtutil", " cl "),
    new Sign(Danger.COVERS_TRACKS, "clear-eventlog", ""),
    new Sign(Danger.COVERS_TRACKS, "remove-item", "consolehost_history"),
    new Sign(Danger.READS_CREDENTIALS, "reg", "save", "hklm"),
    new Sign(Danger.READS_CREDENTIALS, "comsvcs", "minidump"),
    new Sign(Danger.STOPS_SERVICE, "stop-computer", ""),
    new Sign(Danger.STOPS_SERVICE, "restart-computer", ""),
  };

  private static final Set<String> VERBS =
      Set.of("remove", "set", "new", "add", "invoke", "register", "clear", "stop", "get", "start");

  private static final Set<String> STARTS =
      Set.of(
          """
          powershell powershell.exe pwsh cmd cmd.exe iex iwr irm certutil bitsadmin mshta \
          regsvr32 rundll32 del erase rd rmdir format vssadmin wmic reg schtasks net netsh \
          wevtutil add-type start-process format-volume clear-disk stop-computer \
          restart-computer clear-eventlog\
          """
              .split(" "));

  private WindowsMarkers() {}

  /** Whether a line that starts with this word is for PowerShell or cmd. */
  static boolean startsLine(String word) {
    if (word.isEmpty() || word.length() > 32) {
      return false;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    int dash = lower.indexOf('-');
    return STARTS.contains(lower)
        || dash > 0 && VERBS.contains(lower.substring(0, dash)) && !lower.equals(word);
  }

  static Optional<Danger> of(String line) {
    String lower = line.replace("`", "").replace("^", "").toLowerCase(Locale.ROOT);
    for (Sign sign : SIGNS) {
      if (all(lower, sign.all())) {
        return Optional.of(sign.danger());
      }
    }
    return Optional.empty();
  }

  private static boolean all(String lower, String... words) {
    int first = word(lower, words[0]);
    if (first < 0) {
      return false;
    }
    for (int i = 1; i < words.length; i++) {
      if (!lower.contains(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Where {@code word} stands with no letter before it. */
  private static int word(String lower, String word) {
    int at = lower.indexOf(word);
    while (at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1))) {
      at = lower.indexOf(word, at + 1);
    }
    return at;
  }
}
