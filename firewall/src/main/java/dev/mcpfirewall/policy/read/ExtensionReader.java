// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Parsed;
import dev.mcpfirewall.policy.rule.Extension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Reads {@code rego:} and {@code data:}: finds the files and takes their content. Whether a Rego
 * file is well-formed is for its compiler to say.
 */
final class ExtensionReader {
  private final Fields file;
  private final FileSearch search;
  private final NavigableSet<Path> files;
  private final Map<Path, Extension.Module> modules = new LinkedHashMap<>();
  private final Map<String, Extension.Document> documents = new LinkedHashMap<>();

  /** A reader that notes in {@code files} what it reads, or would. */
  ExtensionReader(Fields file, FileSearch search, NavigableSet<Path> files) {
    this.file = file;
    this.search = search;
    this.files = files;
  }

  /** All files named so far; a document under an old name replaces the old one. */
  Extension read(Extension before) {
    before.modules().forEach(module -> modules.put(module.file(), module));
    before.documents().forEach(document -> documents.put(document.name(), document));
    rego();
    data();
    return new Extension(List.copyOf(modules.values()), List.copyOf(documents.values()));
  }

  private void rego() {
    Optional<Node> value = file.node("rego");
    if (value.isEmpty()) {
      return;
    }
    if (!(value.get() instanceof ListNode list)) {
      file.wrongType(value.get(), "rego", "a list of files, as in `[policy/*.rego]`");
      return;
    }
    file.note("rego", list);
    for (Node item : list.items()) {
      switch (item) {
        case Scalar name when !name.isNull() -> modules(name, false);
        case MapNode map -> {
          Fields fields = file.section("rego", map).only(List.of("file", "rego_version"));
          boolean legacy = fields.text("rego_version", ExtensionReader::isLegacy, false);
          switch (fields.node("file").orElse(map)) {
            case Scalar name when !name.isNull() -> modules(name, legacy);
            case MapNode none -> fields.missing("file", "the name of a Rego file");
            case Node other -> fields.wrongType(other, "rego.file", "the name of a Rego file");
          }
        }
        case Node other ->
            file.wrongType(other, "rego", "files, or `{file: x.rego, rego_version: v0}`");
      }
    }
  }

  private static boolean isLegacy(String version) {
    return switch (version) {
      case "v0" -> true;
      case "v1" -> false;
      default -> throw new IllegalArgumentException("is no version of Rego; write `v0` or `v1`");
    };
  }

  private void modules(Scalar name, boolean legacy) {
    Optional<List<Path>> found =
        file.parsed(
            name,
            text -> FileSearch.isPattern(text) ? search.find(text) : List.of(search.file(text)));
    for (Path path : found.orElse(List.of())) {
      text(path, name.at())
          .ifPresent(
              text -> modules.put(path, new Extension.Module(path, text, legacy, name.at())));
    }
  }

  private Optional<String> text(Path path, Position at) {
    files.add(path);
    try {
      return Optional.of(ConfigFiles.text(path));
    } catch (ConfigException e) {
      String why = e.problems().getFirst().message();
      file.problem(
          at,
          Kind.UNREADABLE,
          "`" + path + "` cannot be used: " + why,
          "names are from the directory of this file");
      return Optional.empty();
    }
  }

  private void data() {
    Fields section = file.section("data");
    for (Entry entry : section.entries()) {
      Optional<String> name = section.parsed(entry.key(), ExtensionReader::name);
      file.note("data." + entry.key().text(), entry.value());
      if (!(entry.value() instanceof Scalar value) || value.isNull()) {
        section.wrongType(
            entry.value(), section.key(entry.key().text()), "the name of a JSON or YAML file");
      } else {
        Optional<Path> path = section.parsed(value, search::file);
        if (name.isPresent() && path.isPresent()) {
          json(path.get(), value.at())
              .ifPresent(json ->
                  documents.put(
                      name.get(),
                      new Extension.Document(name.get(), path.get(), json, value.at())));
        }
      }
    }
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z_][A-Za-z0-9_-]{0,63}")) {
      throw new IllegalArgumentException(
          "is no name of a document; write letters, digits, `_` and `-`, a letter first");
    }
    return text;
  }

  private Optional<String> json(Path path, Position at) {
    String name = path.toString();
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      files.add(path);
      try {
        return Optional.of(JsonText.of(ConfigFiles.tree(path)));
      } catch (ConfigException e) {
        e.problems().forEach(problem -> file.problem(problem));
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        file.problem(at, Kind.BAD_VALUE, "`" + path + "` holds what " + e.getMessage(), "mend it");
        return Optional.empty();
      }
    }
    Optional<String> text = text(path, at).map(t -> t.replace("\r\n", "\n"));
    if (text.isPresent()
        && Document.parse(Bytes.utf8(text.get())) instanceof Parsed.Refused refused) {
      file.problem(
          at,
          Kind.BAD_VALUE,
          "`" + path + "` " + refused.flaw().words() + ", at byte " + refused.offset(),
          "it has to be JSON, or YAML under a name with `.yaml`");
      return Optional.empty();
    }
    return text;
  }
}
