// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

/**
 * What is wrong with a frame.
 *
 * @param code the JSON-RPC error code: −32700 (not JSON), −32600 (no JSON-RPC message), −32602
 *     (wrong params) or −32603 (our own failure)
 * @param rule stable name, such as {@code protocol.duplicate-key}
 * @param words completes the sentence "the message …"
 */
public record Problem(int code, String rule, String words) {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;

  static final Problem NOT_AN_OBJECT =
      new Problem(INVALID_REQUEST, "protocol.not-an-object", "is not a JSON object");
  static final Problem VERSION =
      new Problem(
          INVALID_REQUEST, "protocol.jsonrpc-version", "does not say `\"jsonrpc\": \"2.0\"`");
  static final Problem METHOD =
      new Problem(INVALID_REQUEST, "protocol.method", "has a `method` that is not a string");
  static final Problem ID =
      new Problem(
          INVALID_REQUEST, "protocol.id", "has an `id` that is neither a string nor a number");
  static final Problem PARAMS =
      new Problem(
          INVALID_REQUEST, "protocol.params", "has `params` that are neither object nor array");
  static final Problem SHAPE =
      new Problem(
          INVALID_REQUEST,
          "protocol.shape",
          "is not exactly one of request, notification, result and error");
  static final Problem TOOL_NAME =
      new Problem(INVALID_PARAMS, "protocol.tool-name", "calls a tool without a name of text");
  static final Problem BATCH =
      new Problem(
          INVALID_REQUEST,
          "protocol.batch",
          "is a batch, which this protocol version does not have");
  static final Problem EMPTY_BATCH =
      new Problem(INVALID_REQUEST, "protocol.empty-batch", "is an empty batch");
  static final Problem BATCH_SIZE =
      new Problem(
          INVALID_REQUEST,
          "protocol.batch-size",
          "is a batch of more messages than are taken at once");
  static final Problem KEY_CASE =
      new Problem(
          INVALID_REQUEST,
          "protocol.key-case",
          "has a key that some readers take for another, since they ignore case");
  static final Problem UNDECIDED =
      new Problem(
          INTERNAL_ERROR, "internal.error", "could not be decided, so it was not let through");
  static final Problem TOO_LARGE =
      new Problem(
          INVALID_REQUEST,
          "protocol.too-large",
          "is larger than the limit, or than memory has room for");
}
