// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of the specification's example objects, made a whole message on one line.
 *
 * @param name file name with its folder, which is the type's name
 * @param line the message; apart from line ends and a missing envelope as the file has it
 */
record Example(String name, String line) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FOLDER =
      Path.of("..", "..", "shared", "mcp-schema", "examples-2026-07-28");

  /** All examples in order of name; none where the folder is absent. */
  static List<Example> all() {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Example::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id as JSON text, if the message has one. */
  Optional<String> id() {
    JsonNode id = JSON.readTree(line).path("id");
    return id.isMissingNode() ? Optional.empty() : Optional.of(id.toString());
  }

  boolean isRequest() {
    return hasMethod() && id().isPresent();
  }

  boolean isNotification() {
    return hasMethod() && id().isEmpty();
  }

  private boolean hasMethod() {
    return JSON.readTree(line).has("method");
  }

  private static Example of(Path file) {
    try {
      String name = FOLDER.relativize(file).toString().replace('\\', '/');
      String type = name.substring(0, name.indexOf('/'));
      String oneLine = Files.readString(file).replace("\r", "").replace("\n", "");
      return new Example(name, message(type, oneLine));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String message(String type, String text) {
    JsonNode json = JSON.readTree(text);
    if (json.has("jsonrpc")) {
      return text;
    }
    if (type.endsWith("Params")) {
      String method = type.contains("Notification") ? "\"method\":" : "\"id\":\"e\",\"method\":";
      return envelope(method + "\"" + method(type) + "\",\"params\":" + text);
    }
    if (json.has("method")) {
      String id = json.has("id") || type.endsWith("Notification") ? "" : "\"id\":\"e\",";
      return envelope(id + text.substring(text.indexOf('{') + 1, text.lastIndexOf('}')));
    }
    if (type.endsWith("Error")) {
      return envelope("\"id\":\"e\",\"error\":" + text);
    }
    if (type.endsWith("Result")) {
      return envelope("\"id\":\"e\",\"result\":" + text);
    }
    return envelope(
        "\"id\":\"e\",\"result\":{\"resultType\":\"complete\",\"content\":[],\"structuredContent\":"
            + text
            + "}");
  }

  private static String envelope(String members) {
    return "{\"jsonrpc\":\"2.0\"," + members + "}";
  }

  private static String method(String type) {
    return switch (type) {
      case "CallToolRequestParams" -> "tools/call";
      case "CompleteRequestParams" -> "completion/complete";
      case "CreateMessageRequestParams" -> "sampling/createMessage";
      case "ElicitRequestFormParams", "ElicitRequestURLParams" -> "elicitation/create";
      case "GetPromptRequestParams" -> "prompts/get";
      case "PaginatedRequestParams" -> "tools/list";
      case "CancelledNotificationParams" -> "notifications/cancelled";
      case "LoggingMessageNotificationParams" -> "notifications/message";
      case "ProgressNotificationParams" -> "notifications/progress";
      case "ResourceUpdatedNotificationParams" -> "notifications/resources/updated";
      default -> throw new IllegalArgumentException("which method has " + type + "?");
    };
  }
}
