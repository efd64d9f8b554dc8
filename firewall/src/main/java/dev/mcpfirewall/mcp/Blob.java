// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.util.Optional;

/**
 * The base64 payload of an image, a sound, a file or an icon. It counts as one only where the
 * protocol puts one and if it is nothing but base64: text that merely claims to be an image is
 * looked at like any other.
 */
final class Blob {
  private static final int FARTHEST_COMMA = 256;

  /** No picture, sound or icon is shorter, but most keys and tokens are, and look like base64. */
  private static final int SHORTEST = 64;

  private Blob() {}

  /** The payload among the members of this object, if it has one. */
  static Optional<Value> in(Value object) {
    Optional<Value> payload =
        object.member("src").filter(src -> dataBehind(src) > 0).or(() -> contents(object));
    return payload.filter(Blob::isBase64);
  }

  private static Optional<Value> contents(Value object) {
    if (object.member("blob").isPresent()) {
      return object.member("uri").flatMap(uri -> object.member("blob"));
    }
    return object.member("mimeType").flatMap(type -> object.member("data"));
  }

  private static boolean isBase64(Value value) {
    if (!value.is(Kind.STRING) || value.isEscaped()) {
      return false;
    }
    Bytes inside = value.document().bytes().slice(value.inside());
    int start = dataBehind(value);
    int length = inside.length() - start;
    if (length < SHORTEST || length % 4 != 0) {
      return false;
    }
    int letters = length - padding(inside);
    return inside.scan((array, from, to) -> {
      for (int i = from + start; i < from + start + letters; i++) {
        if (!isLetter(array[i])) {
          return false;
        }
      }
      return true;
    });
  }

  private static int padding(Bytes base64) {
    int end = base64.length();
    if (base64.at(end - 1) != '=') {
      return 0;
    }
    return base64.at(end - 2) == '=' ? 2 : 1;
  }

  private static boolean isLetter(byte b) {
    return b >= 'A' && b <= 'Z'
        || b >= 'a' && b <= 'z'
        || b >= '0' && b <= '9'
        || b == '+'
        || b == '/'
        || b == '-'
        || b == '_';
  }

  /** Where the data of a {@code data:} URI starts; 0 if it is none. */
  private static int dataBehind(Value value) {
    if (!value.is(Kind.STRING)) {
      return 0;
    }
    Bytes inside = value.document().bytes().slice(value.inside());
    if (inside.length() < 5
        || !inside.slice(new dev.mcpfirewall.json.Span(0, 5)).utf8().equals("data:")) {
      return 0;
    }
    for (int i = 5; i < Math.min(inside.length(), FARTHEST_COMMA); i++) {
      if (inside.at(i) == ',') {
        return i + 1;
      }
    }
    return 0;
  }
}
