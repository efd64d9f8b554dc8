// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results in the XML that build servers read. */
public final class JUnit {
  private static final double NANOS = 1e9;

  private JUnit() {}

  /** A suite for each file. */
  public static String of(List<Result> results) {
    Map<String, List<Result>> files = new LinkedHashMap<>();
    results.forEach(r -> files.computeIfAbsent(r.file(), f -> new ArrayList<>()).add(r));
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites").append(counts(results)).append(">\n");
    files.forEach((file, all) -> {
      out.append("  <testsuite name=\"").append(escaped(file)).append('"');
      out.append(counts(all)).append(">\n");
      all.forEach(result -> append(out, result));
      out.append("  </testsuite>\n");
    });
    return out.append("</testsuites>\n").toString();
  }

  private static String counts(List<Result> results) {
    return String.format(
        Locale.ROOT,
        " tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%.6f\"",
        results.size(),
        results.stream().filter(r -> r.fault().isPresent()).count(),
        results.stream().filter(Result::skipped).count(),
        results.stream().mapToLong(Result::nanos).sum() / NANOS);
  }

  private static void append(StringBuilder out, Result result) {
    out.append(
        String.format(
            Locale.ROOT,
            "    <testcase classname=\"%s\" name=\"%s\" line=\"%d\" time=\"%.6f\"",
            escaped(result.file()),
            escaped(result.name()),
            result.line(),
            result.nanos() / NANOS));
    if (result.skipped()) {
      out.append("><skipped/></testcase>\n");
    } else if (result.fault().isPresent()) {
      out.append("><failure message=\"")
          .append(escaped(result.fault().get()))
          .append("\">")
          .append(escaped(result.file() + ":" + result.line()))
          .append("</failure></testcase>\n");
    } else {
      out.append("/>\n");
    }
  }

  /** What XML 1.0 can't hold, not even escaped, becomes U+FFFD. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\n' -> out.append("&#10;");
            case '\t' -> out.append("&#9;");
            default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
          }
        });
    return out.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
