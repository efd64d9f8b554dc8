// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compiles the rules at build time: the keyword automaton as a table, and each finder as a line
 * that is read only when one of its keywords is met. Reading the rule files and building the
 * automaton at start-up would take some 60 ms cold.
 */
final class RuleCompiler {
  private final List<FinderSpec> specs = new ArrayList<>();
  private final Map<String, List<Integer>> byKeyword = new TreeMap<>();

  private RuleCompiler() {}

  /** Writes the compiled rules under the directory of classes given. */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0], RuleSet.RESOURCE.substring(1));
    Files.createDirectories(target.resolveSibling("."));
    RuleCompiler compiler = new RuleCompiler();
    for (String file : RuleFile.NAMES) {
      compiler.add(RuleFile.load(file));
    }
    compiler.addPersonal();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      compiler.write(out);
    }
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeShort(specs.size());
    for (FinderSpec spec : specs) {
      spec.write(out);
    }
    List<String> keywords = List.copyOf(byKeyword.keySet());
    out.writeShort(keywords.size());
    for (String keyword : keywords) {
      List<Integer> finders = byKeyword.getOrDefault(keyword, List.of());
      out.writeByte(keyword.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
      out.writeByte(finders.size());
      for (int finder : finders) {
        out.writeShort(finder);
      }
    }
    new KeywordAutomaton(keywords).write(out);
  }

  private void add(RuleFile file) {
    for (RuleFile.Entry entry : file.entries()) {
      Rule rule = entry.rule();
      double entropy = Double.parseDouble(entry.fields().getOrDefault("entropy", "0"));
      for (String spelling : entry.all("shapes")) {
        String keyword = Shape.of(spelling).keyword();
        add(new FinderSpec("shape", rule, spelling, 0, 0, entropy), List.of(keyword));
      }
      for (String spelling : entry.all("phrases")) {
        String expanded = expand(spelling, file.lists());
        List<String> keywords = Phrase.of(expanded, new Lexicon()).keywords();
        add(new FinderSpec("phrase", rule, expanded, 0, 0, 0), keywords);
      }
      String pattern = entry.fields().get("pattern");
      if (pattern != null) {
        int before = Integer.parseInt(entry.fields().getOrDefault("before", "0"));
        int after = Integer.parseInt(entry.fields().getOrDefault("after", "128"));
        add(
            new FinderSpec("pattern", rule, pattern, before, after, entropy),
            entry.all("keywords"));
      }
      String finder = entry.fields().get("finder");
      if (finder != null) {
        add(new FinderSpec(finder, rule, "", 0, 0, entropy), entry.all("keywords"));
      }
    }
  }

  /** Writes named lists of words out. */
  private static String expand(String spelling, Map<String, List<String>> lists) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < spelling.length()) {
      int end = spelling.charAt(at) == '{' ? spelling.indexOf('}', at) : -1;
      if (end < 0) {
        expanded.append(spelling.charAt(at++));
        continue;
      }
      List<String> words = lists.get(spelling.substring(at + 1, end));
      if (words == null) {
        throw new IllegalArgumentException("unknown list in " + spelling);
      }
      expanded.append(String.join("|", words));
      at = end + 1;
    }
    return expanded.toString();
  }

  private void addPersonal() {
    for (PiiKind kind : PiiKind.values()) {
      List<String> keywords =
          switch (kind) {
            case EMAIL -> List.of("@");
            case IBAN, CREDIT_CARD, US_SSN -> List.of("0000");
            case PHONE -> List.of("0000", "+0", "+(0");
          };
      add(new FinderSpec(kind.label(), kind.rule(), "", 0, 0, 0), keywords);
    }
  }

  private void add(FinderSpec spec, List<String> keywords) {
    int index = specs.size();
    specs.add(spec);
    for (String keyword : keywords) {
      List<Integer> finders = byKeyword.computeIfAbsent(fold(keyword), _ -> new ArrayList<>());
      if (!finders.contains(index)) {
        finders.add(index);
      }
    }
  }

  /** As the automaton sees it, so that keywords it cannot tell apart are one. */
  private static String fold(String keyword) {
    StringBuilder folded = new StringBuilder();
    for (char c : keyword.replace("\\e", "\u001b").toCharArray()) {
      char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
      folded.append(lower >= '0' && lower <= '9' ? '0' : lower);
    }
    return folded.toString();
  }
}
