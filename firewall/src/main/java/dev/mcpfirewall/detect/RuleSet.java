package dev.mcpfirewall.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All rules as finders, and the automaton of their keywords. Immutable. */
final class RuleSet {
  private final List<Finder> finders = new ArrayList<>();
  private final Map<String, List<Integer>> byKeyword = new HashMap<>();
  private final KeywordAutomaton automaton;
  private final int[][] findersOf;
  private final int[] lengthOf;

  private RuleSet(List<RuleFile> files, Set<PiiKind> pii) {
    for (RuleFile file : files) {
      for (RuleFile.Entry entry : file.entries()) {
        add(entry, file.lists());
      }
    }
    addPersonal(pii);
    List<String> keywords = List.copyOf(byKeyword.keySet());
    automaton = new KeywordAutomaton(keywords);
    findersOf = new int[keywords.size()][];
    lengthOf = new int[keywords.size()];
    for (int i = 0; i < findersOf.length; i++) {
      List<Integer> ids = byKeyword.getOrDefault(keywords.get(i), List.of());
      findersOf[i] = ids.stream().mapToInt(Integer::intValue).toArray();
      lengthOf[i] = keywords.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
  }

  /** The rules that come with the firewall. */
  static RuleSet standard(Set<PiiKind> pii) {
    return new RuleSet(List.of(RuleFile.load("secrets.yaml"), RuleFile.load("injection.yaml")), pii);
  }

  KeywordAutomaton automaton() {
    return automaton;
  }

  int size() {
    return finders.size();
  }

  Finder finder(int index) {
    return finders.get(index);
  }

  /** Indices of the finders that a keyword brings up. */
  int[] findersOf(int keyword) {
    return findersOf[keyword];
  }

  int lengthOf(int keyword) {
    return lengthOf[keyword];
  }

  private void add(RuleFile.Entry entry, Map<String, List<String>> lists) {
    Rule rule = entry.rule();
    double entropy = Double.parseDouble(entry.fields().getOrDefault("entropy", "0"));
    for (String spelling : entry.all("shapes")) {
      Shape shape = Shape.of(spelling);
      add(new ShapeFinder(rule, shape, entropy), List.of(shape.keyword()));
    }
    for (String spelling : entry.all("phrases")) {
      Phrase phrase = Phrase.of(spelling, lists);
      add(new PhraseFinder(rule, phrase), phrase.keywords());
    }
    String pattern = entry.fields().get("pattern");
    if (pattern != null) {
      int before = Integer.parseInt(entry.fields().getOrDefault("before", "0"));
      int after = Integer.parseInt(entry.fields().getOrDefault("after", "128"));
      add(new PatternFinder(rule, pattern, before, after, entropy), entry.all("keywords"));
    }
    String finder = entry.fields().get("finder");
    if (finder != null) {
      add(named(finder, rule), entry.all("keywords"));
    }
  }

  private static Finder named(String name, Rule rule) {
    return switch (name) {
      case "private-key" -> new PrivateKeyFinder(rule);
      case "assignment" -> new AssignmentFinder(rule);
      case "userinfo" -> new UserInfoFinder(rule);
      default -> throw new IllegalArgumentException("no finder named " + name);
    };
  }

  private void addPersonal(Set<PiiKind> pii) {
    if (pii.contains(PiiKind.EMAIL)) {
      add(new EmailFinder(PiiKind.EMAIL.rule()), List.of("@"));
    }
    if (pii.contains(PiiKind.IBAN)) {
      add(new IbanFinder(PiiKind.IBAN.rule()), List.of("0000"));
    }
    Optional<Rule> card = ruleOf(PiiKind.CREDIT_CARD, pii);
    Optional<Rule> ssn = ruleOf(PiiKind.US_SSN, pii);
    Optional<Rule> phone = ruleOf(PiiKind.PHONE, pii);
    if (card.isPresent() || ssn.isPresent() || phone.isPresent()) {
      add(new NumberFinder(card, ssn, phone), List.of("0000", "+0", "+(0"));
    }
  }

  private static Optional<Rule> ruleOf(PiiKind kind, Set<PiiKind> enabled) {
    return enabled.contains(kind) ? Optional.of(kind.rule()) : Optional.empty();
  }

  private void add(Finder finder, List<String> keywords) {
    int index = finders.size();
    finders.add(finder);
    for (String keyword : keywords) {
      byKeyword
          .computeIfAbsent(fold(keyword), unused -> new ArrayList<>())
          .add(index);
    }
  }

  /** As the automaton sees it, so that keywords it cannot tell apart are one. */
  private static String fold(String keyword) {
    StringBuilder folded = new StringBuilder();
    for (char c : keyword.toCharArray()) {
      char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
      folded.append(lower >= '0' && lower <= '9' ? '0' : lower);
    }
    return folded.toString();
  }
}
