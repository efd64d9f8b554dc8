// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The modules and queries of OPA's compliance cases, where they are at hand. */
public final class ComplianceModules {
  private static final Path FOLDER =
      Path.of(System.getProperty("rego.compliance", "../../shared/rego-compliance"));

  private ComplianceModules() {}

  /** Whether the cases are there. */
  public static boolean present() {
    return Files.isDirectory(FOLDER);
  }

  /** Text of each module, by a name of its own. */
  public static Map<String, String> modules() {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode test : cases()) {
      int number = 0;
      for (JsonNode module : test.path("modules")) {
        out.put(
            test.path("note").asString() + "#" + out.size() + "." + number++, module.asString());
      }
    }
    return out;
  }

  /** Text of each query. */
  public static Map<String, String> queries() {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode test : cases()) {
      if (test.has("query")) {
        out.put(test.path("note").asString() + "#" + out.size(), test.path("query").asString());
      }
    }
    return out;
  }

  /** Text of each {@code input_term}. */
  public static Map<String, String> terms() {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode test : cases()) {
      if (test.has("input_term")) {
        out.put(
            test.path("note").asString() + "#" + out.size(), test.path("input_term").asString());
      }
    }
    return out;
  }

  private static List<JsonNode> cases() {
    ObjectMapper mapper = new ObjectMapper();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> mapper.readTree(file.toFile()).path("cases").valueStream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
