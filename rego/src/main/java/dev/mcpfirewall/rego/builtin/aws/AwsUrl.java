// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.value.StringValue;
import java.io.ByteArrayOutputStream;

/**
 * An address taken apart as Go does it, which allows more than {@link java.net.URI}.
 *
 * @param host with the port, without the user
 * @param path escaped where it has to be
 * @param query as it is written
 */
record AwsUrl(String host, String path, String query) {
  private static final String PLAIN = "-_.~$&+,/:;=@";
  private static final String ALLOWED = PLAIN + "!'()*[]%";

  /**
   * The parts of an address.
   *
   * @throws BuiltinError where it is none
   */
  static AwsUrl of(String url) {
    if (url.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw wrong(url, "net/url: invalid control character in URL");
    }
    int fragment = url.indexOf('#');
    String rest = fragment < 0 ? url : url.substring(0, fragment);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    String host = "";
    int slashes = rest.indexOf("//");
    if (slashes == 0 || slashes > 0 && rest.charAt(slashes - 1) == ':') {
      int slash = rest.indexOf('/', slashes + 2);
      String authority = rest.substring(slashes + 2, slash < 0 ? rest.length() : slash);
      host = authority.substring(authority.lastIndexOf('@') + 1);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    return new AwsUrl(host, escaped(url, rest), query);
  }

  private static String escaped(String url, String path) {
    byte[] bytes = unescaped(url, path);
    if (path.chars().allMatch(c -> plain(c, ALLOWED))) {
      return path;
    }
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      int c = b & 0xff;
      if (plain(c, PLAIN)) {
        out.append((char) c);
      } else {
        out.append("%%%02X".formatted(c));
      }
    }
    return out.toString();
  }

  private static byte[] unescaped(String url, String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = path.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        String escape = new String(bytes, i, Math.min(3, bytes.length - i), UTF_8);
        throw wrong(url, "invalid URL escape " + StringValue.of(escape));
      }
      out.write(high << 4 | low);
      i += 2;
    }
    return out.toByteArray();
  }

  private static boolean plain(int c, String more) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || more.indexOf(c) >= 0);
  }

  private static BuiltinError wrong(String url, String why) {
    return BuiltinError.failed("parse " + StringValue.of(url) + ": " + why);
  }
}
