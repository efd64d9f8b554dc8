// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the signatures that the table of built-ins holds.
 *
 * <pre>
 *   signature = "(" [ parameter { "," parameter } ] [ "," ] [ "..." type ] ")" type
 *   parameter = name ":" type
 *   type      = one { "|" one }
 *   one       = "any" | "null" | "boolean" | "number" | "string"
 *             | "array" [ "&lt;" type { "," type } "&gt;" ] [ "[" type "]" ]
 *             | "set" "[" type "]"
 *             | "object" [ "{" name ":" type { "," name ":" type } "}" ] [ "[" type ":" type "]" ]
 *             | "(" type ")"
 * </pre>
 *
 * A bare {@code array}, {@code set} or {@code object} is one of anything.
 */
public final class Signature {
  private final String text;
  private int at;

  private Signature(String text) {
    this.text = text;
  }

  /**
   * The function a signature describes.
   *
   * @throws IllegalArgumentException where it is none: signatures are ours, so that is a fault of
   *     ours
   */
  public static Type.Function parse(String text) {
    Signature reader = new Signature(text);
    Type.Function function = reader.function();
    if (reader.at < text.length()) {
      throw reader.wrong("the end");
    }
    return function;
  }

  private Type.Function function() {
    List<Type.Parameter> parameters = new ArrayList<>();
    Optional<Type> variadic = Optional.empty();
    expect("(");
    while (!take(")")) {
      if (take("...")) {
        variadic = Optional.of(type());
      } else {
        String name = word();
        expect(":");
        parameters.add(new Type.Parameter(name, type()));
      }
      take(",");
    }
    return new Type.Function(parameters, variadic, type());
  }

  private Type type() {
    Type all = one();
    while (take("|")) {
      all = all.or(one());
    }
    return all;
  }

  private Type one() {
    if (take("(")) {
      Type inner = type();
      expect(")");
      return inner;
    }
    String name = word();
    return switch (name) {
      case "any" -> Type.ANY;
      case "null" -> Type.NULL;
      case "boolean" -> Type.BOOLEAN;
      case "number" -> Type.NUMBER;
      case "string" -> Type.STRING;
      case "array" -> array();
      case "set" -> new Type.SetOf(take("[") ? closed("]") : Type.ANY);
      case "object" -> object();
      default -> throw wrong("a type");
    };
  }

  private Type array() {
    List<Type> fixed = new ArrayList<>();
    if (take("<")) {
      do {
        fixed.add(type());
      } while (take(","));
      expect(">");
    }
    Optional<Type> rest =
        take("[")
            ? Optional.of(closed("]"))
            : fixed.isEmpty() ? Optional.of(Type.ANY) : Optional.empty();
    return new Type.Array(fixed, rest);
  }

  private Type object() {
    SortedMap<Value, Type> fixed = new TreeMap<>();
    boolean bare = !take("{");
    if (!bare) {
      do {
        String key = word();
        expect(":");
        fixed.put(StringValue.of(key), type());
      } while (take(","));
      expect("}");
    }
    if (take("[")) {
      Type key = type();
      expect(":");
      return new Type.Obj(fixed, Optional.of(new Type.Members(key, closed("]"))));
    }
    return bare ? Type.objectOf(Type.ANY, Type.ANY) : new Type.Obj(fixed, Optional.empty());
  }

  private Type closed(String end) {
    Type type = type();
    expect(end);
    return type;
  }

  private String word() {
    space();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (start == at) {
      throw wrong("a name");
    }
    return text.substring(start, at);
  }

  private boolean take(String token) {
    space();
    boolean there = text.startsWith(token, at);
    at += there ? token.length() : 0;
    return there;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw wrong("`" + token + "`");
    }
  }

  private void space() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "signature `" + text + "`: expected " + wanted + " at " + at);
  }
}
