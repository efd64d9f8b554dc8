// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of templates. */
final class TemplateFunctions {
  static final Set<String> NAMES =
      Set.of(
          "and",
          "or",
          "not",
          "len",
          "index",
          "slice",
          "print",
          "printf",
          "println",
          "html",
          "js",
          "urlquery",
          "eq",
          "ne",
          "lt",
          "le",
          "gt",
          "ge");

  private TemplateFunctions() {}

  static @Nullable Object call(String name, List<@Nullable Object> arguments) {
    return switch (name) {
      case "and", "or" -> need(name, arguments, 1).getLast();
      case "not" -> !TemplateData.truthy(need(name, arguments, 1).getFirst());
      case "len" -> length(need(name, arguments, 1).getFirst());
      case "index" -> index(need(name, arguments, 1));
      case "slice" -> slice(need(name, arguments, 1));
      case "print" -> joined(arguments, false);
      case "println" -> joined(arguments, true) + "\n";
      case "printf" -> printf(need(name, arguments, 1));
      case "html" -> html(joined(arguments, false));
      case "js" -> js(joined(arguments, false));
      case "urlquery" -> URLEncoder.encode(joined(arguments, false), StandardCharsets.UTF_8);
      case "eq" -> equal(need(name, arguments, 2));
      default -> compare(name, need(name, arguments, 2));
    };
  }

  private static List<@Nullable Object> need(
      String name, List<@Nullable Object> arguments, int least) {
    if (arguments.size() < least) {
      throw wrong(
          "wrong number of args for "
              + name
              + ": want at least "
              + least
              + " got "
              + arguments.size());
    }
    return arguments;
  }

  private static long length(@Nullable Object of) {
    return switch (of) {
      case String s -> s.getBytes(StandardCharsets.UTF_8).length;
      case ArrayValue a -> a.size();
      case ObjectValue o -> o.size();
      case null -> throw wrong("error calling len: len of nil pointer");
      default -> throw wrong("error calling len: len of type " + TemplateData.typeOf(of));
    };
  }

  private static @Nullable Object index(List<@Nullable Object> arguments) {
    Object at = arguments.getFirst();
    for (Object index : arguments.subList(1, arguments.size())) {
      if (at instanceof ArrayValue a && index instanceof Long i) {
        if (i < 0 || i >= a.size()) {
          throw wrong("error calling index: index out of range: " + i);
        }
        at = TemplateData.of(a.get(i.intValue()));
      } else if (at instanceof ObjectValue o && index instanceof String key) {
        Value member = o.find(StringValue.of(key));
        at = member == null ? TemplateData.MISSING : TemplateData.of(member);
      } else {
        throw wrong("error calling index: can't index item of this type with this index");
      }
    }
    return at;
  }

  private static Object slice(List<@Nullable Object> arguments) {
    Object of = arguments.getFirst();
    int size =
        switch (of) {
          case String s -> s.length();
          case ArrayValue a -> a.size();
          case null, default -> throw wrong("error calling slice: can't slice item of this type");
        };
    int from = arguments.size() > 1 ? bound(arguments.get(1), 0, size) : 0;
    int to = arguments.size() > 2 ? bound(arguments.get(2), from, size) : size;
    return of instanceof ArrayValue a
        ? ArrayValue.of(a.elements().subList(from, to))
        : of.toString().substring(from, to);
  }

  private static int bound(@Nullable Object index, int least, int most) {
    if (index instanceof Long i && i >= least && i <= most) {
      return i.intValue();
    }
    throw wrong("error calling slice: index out of range");
  }

  /** Go's Print: blanks only between neighbours that are no strings; Println: always. */
  private static String joined(List<@Nullable Object> arguments, boolean always) {
    TextBuffer out = new TextBuffer();
    boolean text = true;
    for (int i = 0; i < arguments.size(); i++) {
      Object argument = arguments.get(i);
      boolean string = argument instanceof String || argument instanceof NumberValue;
      if (i > 0 && (always || !text && !string)) {
        out.append(' ');
      }
      out.append(argument == null ? "<nil>" : TemplateData.printed(argument));
      text = string;
    }
    return out.toString();
  }

  private static String printf(List<@Nullable Object> arguments) {
    if (!(arguments.getFirst() instanceof String format)) {
      throw wrong("wrong type for value; expected string");
    }
    List<@Nullable Object> rest = new ArrayList<>();
    for (Object argument : arguments.subList(1, arguments.size())) {
      rest.add(TemplateData.argument(argument));
    }
    return Sprintf.format(format, rest);
  }

  private static boolean equal(List<@Nullable Object> arguments) {
    Object first = arguments.getFirst();
    for (Object other : arguments.subList(1, arguments.size())) {
      boolean nil = first == null || other == null;
      if (nil ? first == other : order(first, other) == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean compare(String name, List<@Nullable Object> arguments) {
    if (name.equals("ne")) {
      return !equal(arguments.subList(0, 2));
    }
    int order = order(arguments.get(0), arguments.get(1));
    return switch (name) {
      case "lt" -> order < 0;
      case "le" -> order <= 0;
      case "gt" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int order(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x, y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    if (textual(a) && textual(b)) {
      return String.valueOf(a).compareTo(String.valueOf(b));
    }
    throw wrong("incompatible types for comparison");
  }

  private static boolean textual(@Nullable Object value) {
    return value instanceof String || value instanceof NumberValue;
  }

  private static String html(String text) {
    TextBuffer out = new TextBuffer(text.length());
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\0' -> out.append('\ufffd');
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static String js(String text) {
    TextBuffer out = new TextBuffer(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("\\'");
        case '"' -> out.append("\\\"");
        case '<' -> out.append("\\u003C");
        case '>' -> out.append("\\u003E");
        case '&' -> out.append("\\u0026");
        case '=' -> out.append("\\u003D");
        default -> {
          if (c < ' ' || Character.isSurrogate(c) && !GoQuote.printable(text.codePointAt(i))) {
            out.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("template: " + what);
  }
}
