// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ~}, {@code ~user}, and the variables that name a place, as shells of both worlds do. */
final class Variables {
  private final PathRoots roots;
  private final Map<String, String> values = new LinkedHashMap<>();

  Variables(PathRoots roots) {
    this.roots = roots;
    for (String home : new String[] {"HOME", "USERPROFILE"}) {
      put(home, roots.home());
    }
    for (String here : new String[] {"PWD", "CD", "INIT_CWD"}) {
      put(here, roots.directory());
    }
    put("PROJECT_DIR", roots.projectDir());
    values.put("%homedrive%%homepath%", roots.home());
    values.put("%homepath%", roots.home());
  }

  private void put(String name, String value) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    values.put("${" + lower + "}", value);
    values.put("${env:" + lower + "}", value);
    values.put("$env:" + lower, value);
    values.put("$" + lower, value);
    values.put("%" + lower + "%", value);
  }

  /**
   * The text with what it names put in.
   *
   * @param start whether a tilde may stand at its beginning
   */
  String expand(String text, boolean start) {
    String expanded = start && text.startsWith("~") ? home(text) : text;
    return expanded.indexOf('$') < 0 && expanded.indexOf('%') < 0 ? expanded : named(expanded);
  }

  private String home(String text) {
    int end = 1;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '\\') {
      end++;
    }
    String user = text.substring(1, end);
    String rest = text.substring(end);
    String home = roots.home().replace('\\', '/');
    String parent = home.substring(0, Math.max(0, home.lastIndexOf('/')));
    return switch (user) {
      case "" -> roots.home() + rest;
      case "+" -> roots.directory() + rest;
      case "root" -> (home.endsWith("/root") ? home : "/root") + rest;
      default -> (home.endsWith("/" + user) ? home : parent + "/" + user) + rest;
    };
  }

  private String named(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int next = c == '$' || c == '%' ? replaced(text, at, out) : at;
      if (next == at) {
        out.append(c);
        next++;
      }
      at = next;
    }
    return out.toString();
  }

  private int replaced(String text, int at, StringBuilder out) {
    for (Map.Entry<String, String> value : values.entrySet()) {
      String name = value.getKey();
      int end = at + name.length();
      boolean bare = name.charAt(0) == '$' && !name.endsWith("}");
      if (text.regionMatches(true, at, name, 0, name.length())
          && !(bare && end < text.length() && isNamePart(text.charAt(end)))) {
        out.append(value.getValue());
        return end;
      }
    }
    return at;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Whether the text begins with a variable, or somebody's earlier directory, unknown to us. */
  boolean startsUnknown(String text) {
    String rest = text.strip();
    if (rest.startsWith("~-")) {
      return true;
    }
    int name = rest.startsWith("${") ? 2 : rest.startsWith("$") || rest.startsWith("%") ? 1 : 0;
    boolean variable = name > 0 && rest.length() > name && isNamePart(rest.charAt(name));
    boolean percent = rest.startsWith("%");
    return variable
        && (!percent || rest.indexOf('%', 1) > 1 && Character.isLetter(rest.charAt(1)))
        && named(rest).equals(rest);
  }
}
