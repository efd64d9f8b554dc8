// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package URL, {@code pkg:type/namespace/name@version?qualifiers#subpath}, in the canonical form
 * of its type; what is not there is empty.
 *
 * @param qualifiers by their keys, in lower case; none is empty
 */
record PackageUrl(
    String type,
    String namespace,
    String name,
    String version,
    SortedMap<String, String> qualifiers,
    String subpath) {
  private static final Set<String> LOWER_NAMESPACE =
      Set.of("alpm", "apk", "bitbucket", "composer", "deb", "github", "golang", "rpm", "qpkg");
  private static final Set<String> LOWER_NAME =
      Set.of("alpm", "apk", "bitbucket", "bitnami", "composer", "deb", "github", "golang");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static PackageUrl parse(String text) {
    require(text.chars().noneMatch(c -> c < ' ' || c == 0x7f), "control character");
    int hash = text.indexOf('#');
    String subpath = hash < 0 ? "" : decoded(text.substring(hash + 1), false);
    String rest = hash < 0 ? text : text.substring(0, hash);
    require(rest.regionMatches(true, 0, "pkg:", 0, 4), "its scheme is not \"pkg\"");
    int question = rest.indexOf('?');
    SortedMap<String, String> qualifiers =
        qualifiers(question < 0 ? "" : rest.substring(question + 1));
    String path = path(question < 0 ? rest.substring(4) : rest.substring(4, question));
    int slash = path.indexOf('/');
    require(slash >= 0, "type or name is missing");
    String type = path.substring(0, slash).toLowerCase(Locale.ROOT);
    require(isWord(type, "+-."), "its type is not valid");
    String all = path.substring(slash + 1);
    int last = all.lastIndexOf('/');
    String namespace = last < 0 ? "" : trimmed(decoded(all.substring(0, last), false));
    String named = all.substring(last + 1);
    int at = named.lastIndexOf('@');
    String version = at < 0 ? "" : decoded(named.substring(at + 1), false);
    String name = decoded(at < 0 ? named : named.substring(0, at), false);
    require(!name.isEmpty(), "its name is missing");
    requireNoSteps(subpath);
    PackageUrl url =
        new PackageUrl(
            type,
            LOWER_NAMESPACE.contains(type) ? namespace.toLowerCase(Locale.ROOT) : namespace,
            adjusted(type, name, qualifiers),
            type.equals("huggingface") ? version.toLowerCase(Locale.ROOT) : version,
            qualifiers,
            trimmed(subpath));
    url.checkType();
    return url;
  }

  /** Without the slashes that some write in front of the type, cleaned where there are some. */
  private static String path(String written) {
    if (!written.startsWith("/")) {
      return written;
    }
    List<String> names = new ArrayList<>();
    for (String name : decoded(written, false).split("/", -1)) {
      if (name.equals("..")) {
        if (!names.isEmpty()) {
          names.removeLast();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return String.join("/", names);
  }

  private static SortedMap<String, String> qualifiers(String query) {
    require(query.indexOf(';') < 0, "a semicolon separates its qualifiers");
    SortedMap<String, String> all = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
      require(isWord(key, ".-_"), "the key of a qualifier is not valid");
      if (!value.isEmpty()) {
        require(all.put(key.toLowerCase(Locale.ROOT), value) == null, "a qualifier is there twice");
      }
    }
    return all;
  }

  private static void requireNoSteps(String subpath) {
    List<String> names = Arrays.asList(subpath.split("/", -1));
    require(
        names.subList(1, names.size()).stream()
            .noneMatch(name -> name.equals(".") || name.equals("..")),
        "its subpath is not valid");
  }

  private static String adjusted(String type, String name, Map<String, String> qualifiers) {
    if (type.equals("pypi")) {
      return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }
    String repository = qualifiers.getOrDefault("repository_url", "");
    boolean lower =
        LOWER_NAME.contains(type)
            || type.equals("mlflow")
                && repository.contains("databricks")
                && !repository.contains("azureml");
    return lower ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** What some types ask for. */
  private void checkType() {
    switch (type) {
      case "conan" ->
          require(
              namespace.isEmpty() != qualifiers.containsKey("channel"),
              "of namespace and channel it has only one");
      case "cpan" -> {
        if (namespace.isEmpty()) {
          require(name.indexOf('-') < 0, "the name of a module has no hyphen");
        } else {
          require(
              namespace.equals(namespace.toUpperCase(Locale.ROOT)),
              "the namespace of a distribution is in upper case");
          require(!name.contains("::"), "the name of a distribution has no \"::\"");
        }
      }
      case "swift" -> {
        require(!namespace.isEmpty(), "its namespace is missing");
        require(!version.isEmpty(), "its version is missing");
      }
      case "cran" -> require(!version.isEmpty(), "its version is missing");
      default -> {}
    }
  }

  /** ASCII letters, digits and these, no digit first. */
  private static boolean isWord(String text, String more) {
    return !text.isEmpty()
        && !isDigit(text.charAt(0))
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || more.indexOf(c) >= 0);
  }

  private static boolean isLetter(int c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String trimmed(String path) {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return path.substring(from, to);
  }

  private static String decoded(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        require(i + 2 < bytes.length, "an escape is not valid");
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        require(high >= 0 && low >= 0, "an escape is not valid");
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
