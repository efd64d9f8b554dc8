// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.crypto.Base64Text;
import dev.mcpfirewall.rego.builtin.encoding.JsonText;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;

/**
 * The three parts of a token as they are written (RFC 7515, 7.1), taken apart but not believed.
 *
 * @param header in base64
 * @param payload in base64
 * @param signature in base64
 */
record Token(String header, String payload, String signature) {
  /** Longer tokens are refused. */
  private static final int MAX_TEXT = 1 << 20;

  /**
   * The parts of a token.
   *
   * @throws BuiltinError where there are not three
   */
  static Token of(Evaluation in, String text) {
    if (text.length() > MAX_TEXT) {
      throw new LimitExceeded("encoded JWT longer than " + MAX_TEXT + " characters");
    }
    in.spend(1 + text.length() / 64);
    String[] parts = text.split("\\.", -1);
    if (parts.length == 1) {
      throw BuiltinError.failed("encoded JWT had no period separators");
    }
    if (parts.length != 3) {
      throw BuiltinError.failed("encoded JWT must have 3 sections, found " + parts.length);
    }
    return new Token(parts[0], parts[1], parts[2]);
  }

  /** What was signed. */
  byte[] signed() {
    return (header + "." + payload).getBytes(UTF_8);
  }

  byte[] signatureBytes() {
    return Base64Text.url(signature);
  }

  ObjectValue headerObject() {
    String text = decoded("header", header);
    ObjectValue object;
    try {
      object = object(text);
    } catch (BuiltinError e) {
      throw BuiltinError.failed("bad JWT header: " + e.getMessage());
    }
    if (object.find(StringValue.of("enc")) != null) {
      throw BuiltinError.failed("JWT is a JWE object, which is not supported");
    }
    return object;
  }

  /** The payload as text. */
  String payloadText() {
    return decoded("payload", payload);
  }

  private static String decoded(String part, String base64) {
    return new String(bytes(part, base64), UTF_8);
  }

  /** The bytes of a part; errors say which. */
  static byte[] bytes(String part, String base64) {
    try {
      return Base64Text.url(base64);
    } catch (BuiltinError e) {
      throw BuiltinError.failed("JWT " + part + " had invalid encoding: " + e.getMessage());
    }
  }

  /** The object that a text is; the last of equal keys counts, as in Go. */
  static ObjectValue object(String json) {
    Value value;
    try {
      value = JsonText.read(json);
    } catch (JsonException e) {
      throw BuiltinError.failed("invalid JSON: " + e.getMessage());
    }
    if (value instanceof ObjectValue object) {
      return object;
    }
    throw BuiltinError.failed("decoded JSON type was not an Object");
  }
}
