// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All rules as finders, and the automaton of their keywords, as the build compiled them. Immutable.
 */
final class RuleSet {
  static final String RESOURCE = "/rules/compiled.bin";

  private final Finder[] finders;
  private final KeywordAutomaton automaton;
  private final int[][] findersOf;
  private final int[] lengthOf;
  private final byte[] topicOf;
  private final Phrasebook phrases;

  private RuleSet(DataInputStream in, Set<PiiKind> pii) throws IOException {
    List<String> spellings = new ArrayList<>();
    FinderSpec[] specs = new FinderSpec[in.readShort()];
    for (int i = 0; i < specs.length; i++) {
      specs[i] = FinderSpec.read(in);
      if (specs[i].kind().equals("phrase")) {
        spellings.add(specs[i].spelling());
      }
    }
    phrases = new Phrasebook(spellings);
    finders = new Finder[specs.length];
    topicOf = new byte[specs.length];
    int phrase = 0;
    for (int i = 0; i < specs.length; i++) {
      topicOf[i] = (byte) specs[i].rule().topic().ordinal();
      boolean isPhrase = specs[i].kind().equals("phrase");
      finders[i] =
          isPhrase ? new PhraseFinder(specs[i].rule(), phrases, phrase++) : finder(specs[i], pii);
    }
    findersOf = new int[in.readShort()][];
    lengthOf = new int[findersOf.length];
    for (int i = 0; i < findersOf.length; i++) {
      lengthOf[i] = in.readByte();
      findersOf[i] = new int[in.readByte()];
      for (int j = 0; j < findersOf[i].length; j++) {
        findersOf[i][j] = in.readShort();
      }
    }
    automaton = KeywordAutomaton.read(in);
  }

  /**
   * The rules that come with the firewall.
   *
   * @param pii kinds of personal data that are reported; the others are passed over
   */
  static RuleSet standard(Set<PiiKind> pii) {
    try (InputStream in = RuleSet.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks its compiled rules " + RESOURCE);
      }
      return new RuleSet(new DataInputStream(new ByteArrayInputStream(in.readAllBytes())), pii);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the compiled rules", e);
    }
  }

  KeywordAutomaton automaton() {
    return automaton;
  }

  Phrasebook phrases() {
    return phrases;
  }

  int size() {
    return finders.length;
  }

  Finder finder(int index) {
    return finders[index];
  }

  /** The topic of a finder, as its ordinal. */
  int topicOf(int index) {
    return topicOf[index];
  }

  /** Indices of the finders that a keyword brings up. */
  int[] findersOf(int keyword) {
    return findersOf[keyword];
  }

  int lengthOf(int keyword) {
    return lengthOf[keyword];
  }

  private static Finder finder(FinderSpec spec, Set<PiiKind> pii) {
    Rule rule = spec.rule();
    return switch (spec.kind()) {
      case "shape" -> new ShapeFinder(rule, spec.spelling(), spec.entropy());
      case "pattern" ->
          new PatternFinder(rule, spec.spelling(), spec.before(), spec.after(), spec.entropy());
      case "private-key" -> new PrivateKeyFinder(rule);
      case "assignment" -> new AssignmentFinder(rule);
      case "userinfo" -> new UserInfoFinder(rule);
      case "disguise" -> new DisguiseFinder(rule);
      case "email" -> pii.contains(PiiKind.EMAIL) ? new EmailFinder(rule) : none();
      case "iban" -> pii.contains(PiiKind.IBAN) ? new IbanFinder(rule) : none();
      case "phone" -> numbers(PiiKind.PHONE, rule, pii);
      case "us_ssn" -> numbers(PiiKind.US_SSN, rule, pii);
      case "credit_card" -> numbers(PiiKind.CREDIT_CARD, rule, pii);
      default -> throw new IllegalStateException("no finder named " + spec.kind());
    };
  }

  private static Finder numbers(PiiKind kind, Rule rule, Set<PiiKind> pii) {
    return pii.contains(kind) ? new NumberFinder(kind, rule) : none();
  }

  /** In the place of a rule that is switched off. */
  private static Finder none() {
    return (scan, keywordStart, keywordEnd) -> scan.to();
  }
}
