// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.LinkedHashSet;
import java.util.Set;

/** {@code file:} URLs, read as careful and careless servers read them. */
final class FileUrl {
  private static final String[] SCHEMES = {
    "file:", "url:", "netdoc:", "local_file:", "view-source:", "jar:", "vscode-file:"
  };

  /** One inside another, such as {@code jar:file:}, so often. */
  private static final int DEEPEST = 4;

  private FileUrl() {}

  static boolean is(String text) {
    return scheme(text) > 0;
  }

  private static int scheme(String text) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    return 0;
  }

  /**
   * What may be opened for a URL: what stands behind the scheme, behind the two slashes, and behind
   * the host; each whole and without query and fragment.
   */
  static Set<String> paths(String url) {
    Set<String> found = new LinkedHashSet<>();
    String rest = url;
    for (int depth = 0; depth < DEEPEST && is(rest); depth++) {
      rest = rest.substring(scheme(rest));
    }
    found.add(rest);
    if (rest.startsWith("//") || rest.startsWith("\\\\")) {
      String behind = rest.substring(2);
      int slash = separator(behind);
      found.add(behind);
      found.add(slash < 0 ? "/" : behind.substring(slash));
      boolean local = slash == 0 || slash > 0 && behind.substring(0, slash).equals("localhost");
      if (!local && slash > 0) {
        found.add("\\\\" + behind);
      }
    }
    for (String path : Set.copyOf(found)) {
      found.add(cut(cut(path, '?'), '#'));
      int bang = path.indexOf("!/");
      found.add(bang < 0 ? path : path.substring(0, bang));
    }
    return found;
  }

  private static String cut(String path, char at) {
    int mark = path.indexOf(at);
    return mark < 0 ? path : path.substring(0, mark);
  }

  private static int separator(String text) {
    int slash = text.indexOf('/');
    int back = text.indexOf('\\');
    return slash < 0 ? back : back < 0 ? slash : Math.min(slash, back);
  }
}
