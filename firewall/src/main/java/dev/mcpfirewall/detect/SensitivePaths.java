package dev.mcpfirewall.detect;

import dev.mcpfirewall.detect.path.CanonicalPath;
import dev.mcpfirewall.detect.path.SensitivePathTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds paths of files that hold credentials or control the machine, and paths that climb out of where
 * they start.
 *
 * <p>Hardened against: the sender of arguments. Cost: one pass; only a component that hashes like one of
 * the table's is looked at again. False positives: a lone value is a path; in a short text every word with a
 * slash is one, and a bare file name only behind a command that reads files; a text of several words longer
 * than {@link #DOCUMENT} characters only talks about paths, so there only the lines that are such commands,
 * and quoted arguments of calls that open files, count.
 */
final class SensitivePaths implements TextDetector {
  /** Longer texts of several words are documents. */
  static final int DOCUMENT = 300;

  private static final int LONGEST_PATH = 4096;
  private static final Rule TRAVERSAL = new Rule("path.traversal", Topic.PATH, Level.HIGH, "path_traversal");
  private static final SensitivePathTable TABLE = SensitivePathTable.load();
  private static final Map<String, Rule> RULES = load();

  private static final Set<String> READERS =
      Set.of(
          "cat", "less", "more", "head", "tail", "tac", "nl", "od", "xxd", "hexdump", "strings", "base64", "base32",
          "grep", "egrep", "rg", "awk", "sed", "cut", "sort", "vi", "vim", "nano", "emacs", "ed", "cp", "mv", "ln",
          "scp", "rsync", "tar", "zip", "7z", "gzip", "openssl", "gpg", "curl", "wget", "nc", "ncat", "dd", "tee",
          "chmod", "chown", "chattr", "install", "source", ".", "find", "ls", "stat", "file", "cd", "rm", "shred",
          "touch", "echo", "printf", "sudo", "doas", "type", "copy", "move", "get-content", "gc", "notepad", "xcopy",
          "robocopy", "sqlite3", "python", "python3", "perl", "ruby", "node", "php", "bash", "sh", "zsh", "env",
          "export", "git", "docker", "kubectl", "open", "visudo", "crontab", "bat", "code", "diff", "cmp", "wc",
          "strace", "gdb", "eval", "exec", "tr", "split", "pbcopy", "xclip", "mount", "umount", "mkfs", "reg");

  @Override
  public void detect(String text, Sink sink) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (start == end) {
      return;
    }
    boolean blank = hasBlank(text, start, end);
    if (end - start <= LONGEST_PATH && (!blank || startsLikePath(text, start, end))
        && mayMatter(text, start, end)
        && judge(text, start, end, true, sink)) {
      return;
    }
    if (blank || isWrapped(text, start, end)) {
      tokens(text, start, end, end - start > DOCUMENT, sink);
    }
  }

  /** The rules this detector may report. */
  static List<Rule> rules() {
    List<Rule> all = new ArrayList<>(RULES.values());
    all.add(TRAVERSAL);
    return List.copyOf(all);
  }

  private static Map<String, Rule> load() {
    Map<String, Rule> rules = new HashMap<>();
    TABLE.levels()
        .forEach(
            (name, level) ->
                rules.put(
                    name,
                    new Rule("path." + name, Topic.PATH, Level.valueOf(level), name.replace('-', '_'))));
    return Map.copyOf(rules);
  }

  private boolean judge(String text, int start, int end, boolean lone, Sink sink) {
    String spelling = text.substring(start, end);
    boolean found = false;
    for (String one : Braces.expand(spelling)) {
      if (isWebUrl(one)) {
        continue;
      }
      CanonicalPath path = CanonicalPath.read(one);
      Optional<String> name = TABLE.rule(path);
      if (name.isPresent()) {
        Rule rule = RULES.get(name.get());
        if (rule != null) {
          sink.found(rule, start, end, path.text());
          found = true;
        }
      } else if (climbs(path, lone)) {
        sink.found(TRAVERSAL, start, end, path.text());
        found = true;
      }
    }
    return found;
  }

  private static boolean climbs(CanonicalPath path, boolean lone) {
    return path.odd() && lone || path.climbs() >= 4;
  }

  private static boolean isWebUrl(String one) {
    int colon = one.indexOf("://");
    return colon > 1 && colon < 12 && !one.regionMatches(true, 0, "file", 0, 4)
        && !one.regionMatches(true, 0, "netdoc", 0, 6) && !one.regionMatches(true, 0, "local_file", 0, 10);
  }

  private void tokens(String text, int from, int to, boolean document, Sink sink) {
    int at = from;
    int line = from;
    boolean reading = !document || readsFiles(text, from, to);
    boolean command = readsFiles(text, from, to);
    while (at < to) {
      char c = text.charAt(at);
      if (isDelimiter(text, at)) {
        if (c == '\n') {
          line = at + 1;
          command = readsFiles(text, line, to);
          reading = !document || command;
        }
        at++;
        continue;
      }
      boolean slash = false;
      int start = at;
      while (at < to && !isDelimiter(text, at)) {
        char d = text.charAt(at);
        slash |= d == '/' || d == '\\' || d == '~';
        at++;
      }
      if (!slash && !command || at - start > LONGEST_PATH || !mayMatter(text, start, at)) {
        continue;
      }
      int end = quotedEnd(text, start, at, to);
      if (reading || opensFile(text, start)) {
        judge(text, start, end, false, sink);
      }
      at = Math.max(at, end);
    }
  }

  /** In quotes a path may hold blanks: the closing quote ends it. */
  private static int quotedEnd(String text, int start, int end, int to) {
    char quote = start > 0 ? text.charAt(start - 1) : ' ';
    if (quote != '"' && quote != '\'' || end < to && text.charAt(end) == quote) {
      return end;
    }
    int close = text.indexOf(quote, end);
    return close < 0 || close - start > 512 ? end : close;
  }

  /** Whether the word at {@code start} is a quoted argument of a call that opens or reads files. */
  private static boolean opensFile(String text, int start) {
    if (start < 6 || text.charAt(start - 1) != '"' && text.charAt(start - 1) != '\'') {
      return false;
    }
    int paren = start - 2;
    if (text.charAt(paren) != '(') {
      return false;
    }
    int name = paren;
    while (name > 0 && paren - name < 24 && Character.isLetter(text.charAt(name - 1))) {
      name--;
    }
    String call = text.substring(name, paren);
    return call.equals("open") || call.startsWith("readFile") || call.equals("file_get_contents")
        || call.equals("fopen") || call.equals("rmtree") || call.equals("copyfile");
  }

  private static boolean readsFiles(String text, int lineStart, int to) {
    int at = lineStart;
    while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '$' || text.charAt(at) == '#')) {
      at++;
    }
    int end = at;
    while (end < to && end - at < 16 && !isDelimiter(text, end)) {
      end++;
    }
    int slash = text.lastIndexOf('/', end - 1);
    int name = slash >= at ? slash + 1 : at;
    return end > name && end - name < 14 && READERS.contains(text.substring(name, end));
  }

  private static boolean isDelimiter(String text, int at) {
    char c = text.charAt(at);
    if (c == ':') {
      boolean drive = at == 1 || at > 1 && !Character.isLetterOrDigit(text.charAt(at - 2));
      return !(drive && Character.isLetter(text.charAt(at - 1))) && !isScheme(text, at);
    }
    return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '|' || c == ';' || c == '&' || c == '('
        || c == ')' || c == ',' || c == '`' || c == '=' || c == '@';
  }

  private static boolean isScheme(String text, int colon) {
    return colon + 1 < text.length() && text.charAt(colon + 1) == '/' && colon > 3;
  }

  private static boolean isWrapped(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '(' || c == '=' || c == '<' || c == '@' || c == '`' || c == ';' || c == '&'
          || c == ',' || c == '|' || c == ':') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c <= ' ' && c != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsLikePath(String text, int start, int end) {
    char c = text.charAt(start);
    boolean drive = end - start > 2 && text.charAt(start + 1) == ':';
    boolean anchor = c == '/' || c == '\\' || c == '~' || c == '.' || c == '%' || drive;
    int line = text.indexOf('\n', start);
    return anchor && (line < 0 || line >= end);
  }

  /** Whether the spelling in {@code [start, end)} has a component the table may know, or any disguise. */
  private static boolean mayMatter(String text, int start, int end) {
    int hash = 0;
    int extension = 0;
    boolean dot = false;
    int letters = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '\\') {
        if (TABLE.mayContain(hash) || dot && letters == 0) {
          return true;
        }
        hash = 0;
        letters = 0;
        dot = false;
        continue;
      }
      if (c == '%' || c == '?' || c == '*' || c == '[' || c == '{' || c == '$' || c == '~' || c == 0 || c == '"'
          || c == '^') {
        return true;
      }
      hash = SensitivePathTable.hash(hash, c);
      if (c == '.') {
        dot |= letters == 0;
        extension = 0;
      } else {
        letters++;
        extension = SensitivePathTable.hash(extension, c);
      }
    }
    return TABLE.mayContain(hash) || TABLE.mayContain(extension) || dot || SensitivePathTable.hasSuffix(text, end);
  }
}
