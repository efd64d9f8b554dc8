// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.HexFormat;
import java.util.List;

/** {@code hex.*}. */
public final class HexCodes {
  private HexCodes() {}

  /** The family. */
  public static List<Builtin> list() {
    String text = "(x: string) string";
    return List.of(
        new Builtin("hex.encode", text, (Builtin.Of1) HexCodes::encode),
        new Builtin("hex.decode", text, (Builtin.Of1) HexCodes::decode));
  }

  private static Value encode(Evaluation in, Value a) {
    return StringValue.of(HexFormat.of().formatHex(TextOperand.bytes(in, a)));
  }

  private static Value decode(Evaluation in, Value a) {
    byte[] code = TextOperand.bytes(in, a);
    byte[] out = new byte[code.length / 2];
    for (int i = 0; i < code.length; i++) {
      int digit = HexFormat.isHexDigit(code[i]) ? HexFormat.fromHexDigit(code[i]) : -1;
      if (digit < 0) {
        throw BuiltinError.failed("encoding/hex: invalid byte: " + shown(code[i] & 0xff));
      }
      if (i / 2 < out.length) {
        out[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
      }
    }
    if (code.length % 2 == 1) {
      throw BuiltinError.failed("encoding/hex: odd length hex string");
    }
    return StringValue.ofBytes(out);
  }

  /** As Go shows a rune: its number, and itself where it can be seen. */
  private static String shown(int c) {
    boolean seen = c >= 0x20 && c < 0x7f || c > 0xa0 && c != 0xad;
    return String.format("U+%04X", c) + (seen ? " '" + (char) c + "'" : "");
  }
}
