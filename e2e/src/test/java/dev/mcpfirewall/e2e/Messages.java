// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages as a client writes them, and what tests ask of those that come back. */
final class Messages {
  private static final JsonMapper JSON = new JsonMapper();

  private Messages() {}

  static String request(long id, String method, String params) {
    return request(Long.toString(id), method, params);
  }

  /** With an id of any JSON form. */
  static String request(String id, String method, String params) {
    return """
    {"jsonrpc":"2.0","id":%s,"method":"%s","params":%s}\
    """
        .formatted(id, method, params);
  }

  static String call(long id, String tool, String arguments) {
    return request(id, "tools/call", params(tool, arguments));
  }

  static String notification(String method, String params) {
    return """
    {"jsonrpc":"2.0","method":"%s","params":%s}\
    """
        .formatted(method, params);
  }

  static String params(String tool, String arguments) {
    return """
    {"name":"%s","arguments":%s}\
    """
        .formatted(tool, arguments);
  }

  static String initialize(String version) {
    return """
    {"protocolVersion":"%s","capabilities":{},"clientInfo":{"name":"e2e","version":"1"}}\
    """
        .formatted(version);
  }

  /** A JSON string. */
  static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  /** The text of a tool result's first block. */
  static String text(JsonNode answer) {
    return answer.path("result").path("content").path(0).path("text").asString("");
  }

  /** Whether a tool call came back as a failure of the tool, as a denied one does. */
  static boolean isToolError(JsonNode answer) {
    return answer.path("result").path("isError").asBoolean(false);
  }

  /** The error's code, or 0 where the answer is no error. */
  static int errorCode(JsonNode answer) {
    return answer.path("error").path("code").asInt(0);
  }
}
