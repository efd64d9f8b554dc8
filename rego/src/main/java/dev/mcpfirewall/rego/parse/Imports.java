// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.parse.token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Imports, and the words they make keywords. */
final class Imports {
  private static final List<Kind> FUTURE = List.of(Kind.CONTAINS, Kind.EVERY, Kind.IF, Kind.IN);

  private final Cursor cursor;
  private final Terms terms;
  private final List<Module.Import> read = new ArrayList<>();
  private Version version;

  Imports(Cursor cursor, Terms terms, Version version) {
    this.cursor = cursor;
    this.terms = terms;
    this.version = version;
    if (version == Version.V1) {
      FUTURE.forEach(cursor::enable);
    }
  }

  List<Module.Import> read() {
    return read;
  }

  /** The version, as far as the imports read so far tell. */
  Version version() {
    return version;
  }

  void one() {
    int start = cursor.at();
    cursor.next();
    int first = cursor.at();
    List<String> path = path("import");
    Location where = cursor.since(first);
    refuseRoot(path, where);
    Optional<String> alias = alias();
    switch (path.getFirst()) {
      case "future" -> future(path, alias, where);
      case "rego" -> rego(path, alias, where);
      default -> refuseKeyword(path, alias, where);
    }
    read.add(new Module.Import(cursor.since(start), path, alias));
  }

  /** {@code a.b["c"]}; its first name may be a keyword. */
  List<String> path(String what) {
    if (!cursor.is(Kind.IDENT) && !cursor.kind().isKeyword() || cursor.onNewLine()) {
      throw cursor.unexpected("expected path", "write `" + what + " name`");
    }
    cursor.asName();
    return ModuleParser.strings(cursor, terms.single());
  }

  private Optional<String> alias() {
    if (!cursor.accept(Kind.AS)) {
      return Optional.empty();
    }
    if (!cursor.is(Kind.IDENT)) {
      throw cursor.unexpected("expected var");
    }
    String name = cursor.text();
    cursor.next();
    if (name.equals("_") || cursor.adjacent() && (cursor.is(Kind.DOT) || cursor.is(Kind.LBRACK))) {
      throw cursor.unexpected("expected var");
    }
    return Optional.of(name);
  }

  private void refuseRoot(List<String> path, Location where) {
    if (!List.of("data", "input", "future", "rego").contains(path.getFirst())) {
      throw cursor.fail(
          "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
              + path.getFirst(),
          where,
          "a package is imported as `data." + String.join(".", path) + "`");
    }
  }

  private void refuseKeyword(List<String> path, Optional<String> alias, Location where) {
    Kind last = Kind.ofWord(path.getLast());
    if (alias.isEmpty() && last != Kind.IDENT && cursor.enabled(last)) {
      throw cursor.fail(
          "unexpected import path, must not end with a keyword, got: " + last.word(),
          where,
          "import a different path or use an alias");
    }
  }

  private void future(List<String> path, Optional<String> alias, Location where) {
    if (path.size() == 1 || !path.get(1).equals("keywords") || path.size() > 3) {
      throw cursor.fail("invalid import, must be `future.keywords`", where);
    }
    if (alias.isPresent()) {
      throw cursor.fail("`future` imports cannot be aliased", where);
    }
    if (path.size() == 2) {
      FUTURE.forEach(cursor::enable);
      return;
    }
    Kind keyword = Kind.ofWord(path.get(2));
    if (!keyword.isFutureKeyword()) {
      throw cursor.fail("unexpected keyword, must be one of [contains every if in]", where);
    }
    cursor.enable(keyword);
  }

  private void rego(List<String> path, Optional<String> alias, Location where) {
    if (path.size() != 2 || !path.get(1).equals("v1")) {
      throw cursor.fail(
          "invalid import `" + String.join(".", path) + "`, must be `rego.v1`", where);
    }
    if (version == Version.V1) {
      return;
    }
    if (alias.isPresent()) {
      throw cursor.fail("`rego` imports cannot be aliased", where);
    }
    version = Version.V1;
    FUTURE.forEach(cursor::enable);
  }
}
