// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code urlquery.*}: what stands behind the question mark of an address. */
public final class UrlQuery {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlQuery() {}

  /** The family. */
  public static List<Builtin> list() {
    String text = "(x: string) string";
    return List.of(
        new Builtin("urlquery.encode", text, (Builtin.Of1) UrlQuery::encode),
        new Builtin("urlquery.decode", text, (Builtin.Of1) UrlQuery::decode),
        new Builtin(
            "urlquery.encode_object",
            "(object: object[string: string | array[string] | set[string]]) string",
            (Builtin.Of1) UrlQuery::encodeObject),
        new Builtin(
            "urlquery.decode_object",
            "(x: string) object[string: array[string]]",
            (Builtin.Of1) UrlQuery::decodeObject));
  }

  private static Value encode(Evaluation in, Value a) {
    StringBuilder out = new StringBuilder();
    escape(TextOperand.bytes(in, a), out);
    return StringValue.of(out.toString());
  }

  private static void escape(byte[] bytes, StringBuilder out) {
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (c == ' ') {
        out.append('+');
      } else if (c < 0x80 && Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0) {
        out.append(c);
      } else {
        HEX.toHexDigits(out.append('%'), b);
      }
    }
  }

  private static Value decode(Evaluation in, Value a) {
    return unescape(TextOperand.bytes(in, a));
  }

  private static StringValue unescape(byte[] code) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(code.length);
    for (int i = 0; i < code.length; i++) {
      if (code[i] == '%') {
        if (i + 2 >= code.length
            || !HexFormat.isHexDigit(code[i + 1])
            || !HexFormat.isHexDigit(code[i + 2])) {
          String shown = new String(code, i, Math.min(3, code.length - i), UTF_8);
          throw BuiltinError.failed("invalid URL escape " + StringValue.of(shown));
        }
        out.write(HexFormat.fromHexDigit(code[i + 1]) << 4 | HexFormat.fromHexDigit(code[i + 2]));
        i += 2;
      } else {
        out.write(code[i] == '+' ? ' ' : code[i]);
      }
    }
    return StringValue.ofBytes(out.toByteArray());
  }

  private static Value encodeObject(Evaluation in, Value a) {
    ObjectValue object = Operand.object(a, 1);
    TreeMap<Value, List<Value>> members = new TreeMap<>();
    object.forEach((key, value) -> members.put(text(in, key), values(value)));
    StringBuilder out = new StringBuilder();
    members.forEach((key, values) -> {
      in.spend(1 + values.size());
      for (Value value : values) {
        if (!(value instanceof StringValue string)) {
          throw unfit();
        }
        if (!out.isEmpty()) {
          out.append('&');
        }
        escape(((StringValue) key).bytes(), out);
        escape(string.bytes(), out.append('='));
      }
    });
    return StringValue.of(out.toString());
  }

  private static StringValue text(Evaluation in, Value key) {
    return key instanceof StringValue string ? string : StringValue.of(Json.write(key, in::grown));
  }

  private static List<Value> values(Value value) {
    return switch (value) {
      case StringValue string -> List.of(string);
      case ArrayValue array -> array.elements();
      case SetValue set -> set.elements();
      case NullValue _, BooleanValue _, NumberValue _, ObjectValue _ -> throw unfit();
    };
  }

  private static BuiltinError unfit() {
    return BuiltinError.type("operand 1 values must be string, array[string], or set[string]");
  }

  private static Value decodeObject(Evaluation in, Value a) {
    Map<Value, List<Value>> members = new LinkedHashMap<>();
    for (String pair : TextOperand.text(in, a).split("&", -1)) {
      if (pair.indexOf(';') >= 0) {
        throw BuiltinError.failed("invalid semicolon separator in query");
      }
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        members
            .computeIfAbsent(unescape(StringValue.of(key).bytes()), _ -> new ArrayList<>())
            .add(unescape(StringValue.of(value).bytes()));
      }
    }
    ObjectValue.Builder object = ObjectValue.builder(members.size());
    members.forEach((key, values) -> object.put(key, ArrayValue.of(values)));
    return object.build();
  }
}
