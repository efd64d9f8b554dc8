// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Prints, per category of the labelled corpora, how many cases a detector reports. The corpora are
 * not part of the project; without them this is skipped. {@code -Dcorpus.misses} lists what is
 * wrong.
 */
class ArgumentCorpusTest {
  private static final Path CORPORA = Path.of("..", "..", "shared", "corpora");

  @ParameterizedTest
  @CsvSource({
    "PATH, paths, 0.80, 0.015",
    "COMMAND, commands, 0.90, 0.015",
    "EGRESS, urls, 0.90, 0.015",
    "PATH, benign, 0, 0.015",
    "COMMAND, benign, 0, 0.015",
    "EGRESS, benign, 0, 0.015",
  })
  void findsAttacksAndLeavesTheRestAlone(
      Topic topic, String corpus, double recall, double falsePositives) throws IOException {
    Path file = CORPORA.resolve(corpus).resolve(corpus + ".jsonl");
    Assumptions.assumeTrue(Files.exists(file), "no corpora beside the project");
    TextDetector detector = detector(topic);

    Map<String, int[]> table = new TreeMap<>();
    int[] attack = new int[2];
    int[] benign = new int[2];
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String label = string(line, "label");
      List<String> rules = new ArrayList<>();
      for (String text : texts(line)) {
        detector.detect(text, (rule, start, end, subject) -> rules.add(rule.id()));
      }
      boolean hit = !rules.isEmpty();
      count(table.computeIfAbsent(label + " " + string(line, "category"), key -> new int[2]), hit);
      count(label.equals("attack") ? attack : benign, hit);
      if (System.getProperty("corpus.misses") != null && hit != label.equals("attack")) {
        String shown = String.join(" ¦ ", texts(line)).replace("\n", "\\n");
        System.err.println(
            topic
                + " "
                + string(line, "category")
                + " "
                + rules.stream().distinct().toList()
                + " | "
                + shown.substring(0, Math.min(shown.length(), 250)));
      }
    }

    System.err.printf("%n%s on %s%n", topic, corpus);
    table.forEach((key, n) -> System.err.printf("  %-50s %4d / %4d%n", key, n[0], n[1]));
    System.err.printf("  recall %.3f  false positives %.4f%n", share(attack), share(benign));
    assertThat(attack[1] == 0 ? 1 : share(attack)).isGreaterThanOrEqualTo(recall);
    assertThat(share(benign)).isLessThanOrEqualTo(falsePositives);
  }

  private static TextDetector detector(Topic topic) {
    return switch (topic) {
      case PATH -> new SensitivePaths();
      case COMMAND -> new ShellCommands();
      case EGRESS -> new EgressTargets();
      default -> throw new IllegalArgumentException(topic.name());
    };
  }

  private static void count(int[] cell, boolean hit) {
    cell[0] += hit ? 1 : 0;
    cell[1]++;
  }

  private static double share(int[] cell) {
    return cell[1] == 0 ? 0 : (double) cell[0] / cell[1];
  }

  /** The case's text, or, of a message, every string in it. */
  private static List<String> texts(String line) {
    if (line.contains("\"text\": ")) {
      return List.of(string(line, "text"));
    }
    if (line.contains("\"text_b64\": ")) {
      byte[] bytes = Base64.getDecoder().decode(string(line, "text_b64"));
      return List.of(new String(bytes, StandardCharsets.UTF_8));
    }
    int at = line.indexOf("\"message\": ");
    int end = line.lastIndexOf(", \"label\": ");
    return strings(line, at + 10, end < at ? line.length() : end);
  }

  private static List<String> strings(String line, int from, int to) {
    List<String> all = new ArrayList<>();
    for (int at = line.indexOf('"', from); at >= 0 && at < to; ) {
      int end = close(line, at + 1);
      all.add(unescape(line.substring(at + 1, end)));
      at = line.indexOf('"', end + 1);
    }
    return all;
  }

  private static String string(String line, String key) {
    int at = line.indexOf("\"" + key + "\": \"");
    int start = at + key.length() + 5;
    return at < 0 ? "" : unescape(line.substring(start, close(line, start)));
  }

  private static int close(String line, int from) {
    int at = from;
    while (line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static String unescape(String json) {
    StringBuilder out = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char next = json.charAt(++i);
      switch (next) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'u' -> {
          out.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> out.append(next);
      }
    }
    return out.toString();
  }
}
