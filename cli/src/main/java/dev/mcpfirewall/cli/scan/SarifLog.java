// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.detect.Level;
import dev.mcpfirewall.detect.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read. No text that was found is in
 * it.
 */
final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final String version;

  /** Written by this version of the program. */
  SarifLog(String version) {
    this.version = version;
  }

  /** One object on one line. */
  String of(List<Spot> spots) {
    List<Rule> rules =
        spots.stream().map(Spot::rule).distinct().sorted(Comparator.comparing(Rule::id)).toList();
    Map<Rule, Integer> places = new HashMap<>();
    rules.forEach(rule -> places.put(rule, places.size()));
    JsonObject driver =
        new JsonObject()
            .text("name", "mcp-firewall")
            .text("version", version)
            .array("rules", rules.stream().map(SarifLog::descriptor).toList());
    List<String> results = new ArrayList<>();
    for (Spot spot : spots) {
      results.add(result(spot, places.getOrDefault(spot.rule(), 0)));
    }
    JsonObject run =
        new JsonObject()
            .raw("tool", new JsonObject().raw("driver", driver.toString()).toString())
            .text("columnKind", "unicodeCodePoints")
            .array("results", results);
    return new JsonObject()
        .text("$schema", SCHEMA)
        .text("version", "2.1.0")
        .array("runs", List.of(run.toString()))
        .toString();
  }

  private static String descriptor(Rule rule) {
    return new JsonObject()
        .text("id", rule.id())
        .raw("shortDescription", text(Looking.of(rule.topic()).words()))
        .raw("defaultConfiguration", new JsonObject().text("level", level(rule.level())).toString())
        .raw(
            "properties",
            new JsonObject()
                .text("security-severity", score(rule.level()))
                .texts("tags", List.of("security", Looking.of(rule.topic()).name()))
                .toString())
        .toString();
  }

  private static String result(Spot spot, int place) {
    JsonObject region =
        new JsonObject()
            .number("startLine", spot.from().line())
            .number("startColumn", spot.from().column())
            .number("endLine", spot.to().line())
            .number("endColumn", spot.to().column())
            .number("byteOffset", spot.from().offset())
            .number("byteLength", spot.to().offset() - spot.from().offset());
    JsonObject physical =
        new JsonObject()
            .raw("artifactLocation", new JsonObject().text("uri", uri(spot.file())).toString())
            .raw("region", region.toString());
    return new JsonObject()
        .text("ruleId", spot.rule().id())
        .number("ruleIndex", place)
        .text("level", level(spot.rule().level()))
        .raw("message", text(spot.words()))
        .array(
            "locations",
            List.of(new JsonObject().raw("physicalLocation", physical.toString()).toString()))
        .toString();
  }

  private static String text(String text) {
    return new JsonObject().text("text", text).toString();
  }

  private static String level(Level level) {
    return switch (level) {
      case LOW -> "note";
      case MEDIUM -> "warning";
      case HIGH, CRITICAL -> "error";
    };
  }

  /** Where on the scale of CVSS code hosts sort it. */
  private static String score(Level level) {
    return switch (level) {
      case LOW -> "3.0";
      case MEDIUM -> "5.5";
      case HIGH -> "8.0";
      case CRITICAL -> "9.5";
    };
  }

  /** The path as a relative or absolute reference (RFC 3986). */
  private static String uri(String file) {
    StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c < 0x80 && Character.isLetterOrDigit(c) || c == '/' || "-._~".indexOf(c) >= 0;
      uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b & 0xFF));
    }
    return uri.toString();
  }
}
