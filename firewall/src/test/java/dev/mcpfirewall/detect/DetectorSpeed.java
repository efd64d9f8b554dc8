// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Prints how fast the detector is: {@code DetectorSpeed [CORPORA]}. A program, not a test. */
final class DetectorSpeed {
  private static final Set<Topic> TOPICS =
      EnumSet.of(Topic.SECRET, Topic.PII, Topic.INJECTION, Topic.SMUGGLING);
  private static final String PROSE =
      "The committee met on Tuesday to look over the figures for the third quarter, which were a"
          + " little better than most had hoped. Sales in the northern region rose by eight per cent,"
          + " and the new depot opened on time; costs stayed flat.\nfor (int i = 0; i < rows.size();"
          + " i++) { total += rows.get(i).amount(); }\n";

  private DetectorSpeed() {}

  /** Measures start-up first, then each kind of text. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    long begun = System.nanoTime();
    Detector detector = StandardDetector.of(DetectorOptions.DEFAULT);
    out.printf(Locale.ROOT, "construct, cold: %.1f ms%n", (System.nanoTime() - begun) / 1e6);
    byte[] clean = repeat(PROSE, 1 << 20);
    measure(out, detector, "clean 1 MB", clean, Escaping.NONE);
    measure(out, detector, "clean 1 KB", Arrays.copyOf(clean, 1024), Escaping.NONE);
    measure(out, detector, "clean 50 B", Arrays.copyOf(clean, 50), Escaping.NONE);
    byte[] escaped = repeat(PROSE.replace("\n", "\\n"), 1 << 20);
    measure(out, detector, "clean 1 MB, JSON escapes", escaped, Escaping.JSON);
    measure(
        out,
        detector,
        "clean 1 MB, German",
        repeat(PROSE + "Die Größe der Bäume ", 1 << 20),
        Escaping.NONE);
    measure(
        out,
        detector,
        "emoji and Cyrillic 1 MB",
        repeat("Привет, мир! Как дела? 🙂 ", 1 << 20),
        Escaping.NONE);
    measure(
        out,
        detector,
        "base64 1 MB",
        repeat("iVBORw0KGgoAAAANSUhEUgAA9f8Kq", 1 << 20),
        Escaping.NONE);
    measure(out, detector, "digits 1 MB", repeat("4929 1234 5678 9012 ", 1 << 20), Escaping.NONE);
    measure(out, detector, "worst: ignore", repeat("ignore ", 1 << 20), Escaping.NONE);
    measure(out, detector, "worst: bearer", repeat("bearer aws discord ", 1 << 20), Escaping.NONE);
    measure(out, detector, "worst: password=", repeat("password=a1", 1 << 20), Escaping.NONE);
    measure(out, detector, "worst: @", repeat("a@", 1 << 20), Escaping.NONE);
    measure(
        out,
        detector,
        "worst: BEGIN",
        repeat("-----BEGIN PRIVATE KEY-----", 1 << 20),
        Escaping.NONE);
    if (args.length > 0) {
      StringBuilder all = new StringBuilder();
      for (CorpusCase one : CorpusCase.read(Path.of(args[0], "benign", "benign.jsonl"))) {
        all.append(one.text()).append('\n');
      }
      byte[] text = all.toString().getBytes(StandardCharsets.UTF_8);
      measure(
          out,
          detector,
          "benign corpus, 64 KB",
          Arrays.copyOfRange(text, 100_000, 165_536),
          Escaping.NONE);
      measure(out, detector, "benign corpus, whole", text, Escaping.NONE);
    }
  }

  private static byte[] repeat(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[size / bytes.length * bytes.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes[i % bytes.length];
    }
    return all;
  }

  private static void measure(
      PrintStream out, Detector detector, String name, byte[] text, Escaping escaping) {
    long[] count = {0};
    double best = Double.MAX_VALUE;
    int rounds = Math.max(1, 400_000 / text.length);
    long end = System.nanoTime() + 1_500_000_000L;
    while (System.nanoTime() < end) {
      long begun = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        detector.scan(text, 0, text.length, escaping, TOPICS, match -> count[0]++);
      }
      best = Math.min(best, (System.nanoTime() - begun) / (double) rounds);
    }
    out.printf(
        Locale.ROOT,
        "%-28s %10.2f us %9.1f MB/s%n",
        name,
        best / 1000,
        text.length * 1000.0 / best);
  }
}
