// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Counts how often a value of one benign text is taken for one of another, unrelated text. As a
 * program: prints those of the corpora in the directory given.
 */
final class FalseMatches {
  /** Every text is compared with this many others. */
  static final int OTHERS = 40;

  private FalseMatches() {}

  record Sample(String id, String text) {
    /** Texts of one source have names in common. */
    String source() {
      return id.substring(0, id.indexOf('-'));
    }
  }

  /**
   * How many pairs matched.
   *
   * @param examples some that did
   */
  record Count(long pairs, long matched, List<String> examples) {}

  static List<Sample> samples(Path file) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (Document.parse(Bytes.utf8(line)) instanceof Document document) {
        Value root = document.root();
        Optional<String> text =
            root.memberText("text")
                .or(() ->
                    root.memberText("text_b64")
                        .map(coded ->
                            new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8)))
                .or(() -> root.member("message").map(message -> message.raw().utf8()));
        text.ifPresent(
            found -> samples.add(new Sample(root.memberText("id").orElseThrow(), found)));
      }
    }
    return samples;
  }

  /** Each sample as a result; those that follow it, of other sources, as arguments. */
  static Count of(List<Sample> samples, boolean shortOnly) {
    long pairs = 0;
    long matched = 0;
    List<String> examples = new ArrayList<>();
    int step = Math.max(1, samples.size() / OTHERS);
    for (int i = 0; i < samples.size(); i += 7) {
      Sample seen = samples.get(i);
      Story story = new Story().answers("read_mail", seen.text(), Story.UNTRUSTED);
      for (int j = 1; j <= OTHERS; j++) {
        Sample asked = samples.get((i + j * step + j) % samples.size());
        if (asked.source().equals(seen.source()) || shortOnly && asked.text().length() > 256) {
          continue;
        }
        pairs++;
        if (!story.origins("say", "{\"text\":" + Quote.of(asked.text()) + "}").isEmpty()) {
          matched++;
          examples.add(seen.id() + " " + asked.id());
        }
      }
    }
    return new Count(pairs, matched, examples);
  }

  public static void main(String[] args) throws IOException {
    List<Sample> samples = samples(Path.of(args[0]));
    for (boolean shortOnly : new boolean[] {false, true}) {
      Count count = of(samples, shortOnly);
      System.out.printf(
          "%s: %d of %d pairs (%.3f %%)%n",
          shortOnly ? "up to 256 characters" : "all",
          count.matched(),
          count.pairs(),
          100.0 * count.matched() / count.pairs());
      count.examples().stream().limit(args.length > 1 ? 400 : 5).forEach(System.out::println);
    }
  }
}
