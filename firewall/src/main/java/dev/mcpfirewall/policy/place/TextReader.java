// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the texts of arguments by what their names say they are. Immutable. */
final class TextReader {
  private static final Set<String> COMMANDS =
      Set.of(
          """
          command commands cmd cmds commandline cmdline line script shell bash sh zsh exec \
          execute run program executable args argv argument arguments powershell pwsh code \
          entrypoint\
          """
              .split(" "));
  private static final List<String> COMMAND_ENDINGS = List.of("command", "cmd", "script");
  private static final List<String> ADDRESS_ENDINGS =
      List.of(
          "url",
          "urls",
          "uri",
          "href",
          "host",
          "hosts",
          "hostname",
          "endpoint",
          "domain",
          "link",
          "links",
          "origin",
          "webhook",
          "website",
          "address",
          "server",
          "proxy",
          "ip");

  private final CommandReader commands;
  private final UrlReader urls;

  TextReader(Dissection dissection) {
    this.commands = new CommandReader(dissection);
    this.urls = new UrlReader(dissection);
  }

  /** A pattern of texts; one of URLs is compared with canonical ones. */
  static Wildcards pattern(String written) {
    return written.contains("://")
        ? Wildcards.url(UrlReader.pattern(written))
        : Wildcards.text(written);
  }

  TextReadings readings(String key, String text) {
    String name = plain(key);
    boolean command = isCommand(name);
    boolean address = UrlReader.isUrl(text) || ADDRESS_ENDINGS.stream().anyMatch(name::endsWith);
    String shown = Spellings.shown(text).strip();
    if (!command && !address) {
      List<String> both = shown.equals(text) ? List.of(text) : List.of(text, shown);
      return new TextReadings(both, both, false);
    }
    Set<String> written = new LinkedHashSet<>();
    written.add(text);
    Set<String> more = new LinkedHashSet<>();
    boolean bounded = command && !commands.read(text, written, more);
    if (address) {
      urls.read(text, written);
    }
    Set<String> all = new LinkedHashSet<>(written);
    all.add(shown);
    all.addAll(more);
    return new TextReadings(List.copyOf(written), List.copyOf(all), bounded);
  }

  /** Whether a command runs a program that is named by wildcards, which may be the pattern's. */
  boolean runsUnknown(String key, String text, String pattern, Wildcards wildcards) {
    return isCommand(plain(key)) && commands.runsUnknown(text, pattern, wildcards);
  }

  private static String plain(String key) {
    String folded = Names.fold(key);
    StringBuilder out = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      if (Character.isLetterOrDigit(folded.charAt(i))) {
        out.append(folded.charAt(i));
      }
    }
    return out.toString();
  }

  static boolean isCommandKey(String key) {
    return isCommand(plain(key));
  }

  private static boolean isCommand(String name) {
    if (COMMANDS.contains(name)) {
      return true;
    }
    for (String ending : COMMAND_ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
