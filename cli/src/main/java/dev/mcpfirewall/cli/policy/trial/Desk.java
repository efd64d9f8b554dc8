// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.config.Home;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What the commands of {@code policy} see of the world.
 *
 * @param home where mcp-firewall keeps its things
 * @param directory where the command runs; absolute
 * @param in what is piped in
 * @param out for answers
 * @param err for everything else
 * @param colour whether a person sees {@code out}
 */
public record Desk(
    Home home, Path directory, InputStream in, PrintWriter out, PrintWriter err, boolean colour) {
  /** All is well; for questions: yes. */
  public static final int OK = 0;

  /** The answer is no: invalid, failed, reachable, changed. */
  public static final int NO = 1;

  /** The command line or an input is wrong. */
  public static final int USAGE = 2;

  /** A file as a person named it, from where the command runs. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** A place in a file, or what starts with one, as a person here would name it. */
  public String shown(Object place) {
    String text = place.toString();
    String here = directory + "/";
    return text.startsWith(here) ? text.substring(here.length()) : text;
  }

  /**
   * Text of others, made safe for a terminal: without control and invisible characters, which could
   * move the cursor or lie.
   */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** The text in red where a person sees it. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** The text in green where a person sees it. */
  public String good(String text) {
    return paint("32", text);
  }

  /** The text pale where a person sees it. */
  public String quiet(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
