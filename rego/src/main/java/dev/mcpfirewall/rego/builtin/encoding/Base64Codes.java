// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.crypto.Base64Text;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** {@code base64.*} and {@code base64url.*}. */
public final class Base64Codes {
  private Base64Codes() {}

  /** The family. */
  public static List<Builtin> list() {
    String text = "(x: string) string";
    return List.of(
        new Builtin("base64.encode", text, encoder(Base64.getEncoder())),
        new Builtin("base64.decode", text, decoder(Base64Text::standard)),
        new Builtin("base64.is_valid", "(x: string) boolean", (Builtin.Of1) Base64Codes::isValid),
        new Builtin("base64url.encode", text, encoder(Base64.getUrlEncoder())),
        new Builtin(
            "base64url.encode_no_pad", text, encoder(Base64.getUrlEncoder().withoutPadding())),
        new Builtin("base64url.decode", text, decoder(Base64Text::url)));
  }

  private static Builtin.Of1 encoder(Base64.Encoder encoder) {
    return (in, a) -> StringValue.of(encoder.encodeToString(TextOperand.bytes(in, a)));
  }

  private static Builtin.Of1 decoder(Function<String, byte[]> decoder) {
    return (in, a) -> StringValue.ofBytes(decoder.apply(TextOperand.text(in, a)));
  }

  private static Value isValid(Evaluation in, Value a) {
    if (!(a instanceof StringValue)) {
      return BooleanValue.FALSE;
    }
    try {
      Base64Text.standard(TextOperand.text(in, a));
      return BooleanValue.TRUE;
    } catch (BuiltinError e) {
      return BooleanValue.FALSE;
    }
  }
}
