// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.metadata.Metadata;
import dev.mcpfirewall.rego.parse.metadata.Metadata.Target;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Lexer;
import dev.mcpfirewall.rego.parse.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole file. After a mistake it goes on with the next line that starts at the margin. */
final class ModuleParser {
  private final Source source;
  private final Tokens tokens;
  private final Options options;
  private final Cursor cursor;
  private final Rules rules;
  private final Imports imports;
  private final Complaints complaints;
  private final List<RegoError> errors = new ArrayList<>();
  private final List<Rule> read = new ArrayList<>();
  private final Metadata metadata = new Metadata(ModuleParser::path);
  private Module.@Nullable Package name;

  ModuleParser(Source source, Options options) {
    this.source = source;
    this.tokens = Lexer.of(source);
    this.options = options;
    this.cursor = new Cursor(tokens, options);
    Version version = Versions.declared(tokens, options.version());
    this.complaints = new Complaints(options.maxErrors());
    Literals literals = new Literals(cursor);
    this.rules = new Rules(cursor, literals, complaints);
    this.imports = new Imports(cursor, literals.terms(), version);
  }

  Module module() {
    if (cursor.is(Kind.EOF)) {
      throw new RegoException(RegoError.of(ErrorCode.PARSE, "empty module", source.at(0, 0)));
    }
    boolean first = true;
    while (!cursor.is(Kind.EOF) && errors.size() < options.maxErrors()) {
      cursor.reset();
      int start = cursor.at();
      try {
        statement(first);
      } catch (Failure failure) {
        errors.add(failure.error());
        recover(start);
      }
      first = false;
    }
    if (imports.version() == Version.V1) {
      errors.addAll(complaints.errors());
    }
    throwErrors();
    metadata.read(tokens.comments());
    errors.addAll(metadata.errors());
    throwErrors();
    return new Module(
        source,
        imports.version(),
        packageName(),
        imports.read(),
        metadata.annotated(read),
        tokens.comments(),
        metadata.annotations());
  }

  private Module.Package packageName() {
    if (name == null) {
      throw new IllegalStateException("a module without a name");
    }
    return name;
  }

  private void throwErrors() {
    if (!errors.isEmpty()) {
      errors.sort(java.util.Comparator.comparingInt(error -> error.at().start()));
      throw new RegoException(errors.subList(0, Math.min(errors.size(), options.maxErrors())));
    }
  }

  private void statement(boolean first) {
    boolean names = cursor.keywordNames();
    Location here = cursor.here();
    if (cursor.is(Kind.PACKAGE) && !names) {
      if (!first) {
        throw cursor.fail("unexpected package", cursor.here(), "one file is one package");
      }
      metadata.statement(Target.PACKAGE, here, -1);
      name = declaration();
      return;
    }
    if (first) {
      errors.add(
          RegoError.of(ErrorCode.PARSE, "package expected", cursor.here())
              .help("a file begins with `package name`"));
    }
    if (cursor.is(Kind.IMPORT) && !names) {
      metadata.statement(Target.IMPORT, here, -1);
      imports.one();
    } else {
      metadata.statement(Target.RULE, here, read.size());
      read.addAll(rules.rules());
    }
  }

  private Module.Package declaration() {
    int start = cursor.at();
    cursor.next();
    List<String> path = imports.path("package");
    if (cursor.is(Kind.MINUS) && cursor.adjacent()) {
      throw hyphen(start + 1);
    }
    return new Module.Package(cursor.since(start), path);
  }

  private Failure hyphen(int start) {
    int end = cursor.at();
    while (!tokens.newlineBefore(end + 1)
        && tokens.adjacent(end + 1)
        && tokens.kind(end + 1) != Kind.EOF) {
      end++;
    }
    String written =
        source.text().substring(tokens.start(start), tokens.end(end)).replace('-', '_');
    return cursor.fail(
        "package names can't have a hyphen", cursor.here(), "write `" + written + "`");
  }

  /** Goes to where a statement may begin: a name or a keyword at the start of a line. */
  private void recover(int statement) {
    if (cursor.at() == statement) {
      cursor.next();
    }
    while (!cursor.is(Kind.EOF)) {
      Kind kind = tokens.kind(cursor.at());
      int start = tokens.start(cursor.at());
      boolean margin = start == 0 || source.text().charAt(start - 1) == '\n';
      if (margin && (kind == Kind.IDENT || kind.isKeyword() && kind != Kind.ELSE)) {
        return;
      }
      cursor.next();
    }
  }

  /** The parts of a reference, as annotations write it; empty where it is none. */
  private static List<String> path(Source text) {
    Options options = Options.V1;
    Cursor cursor = new Cursor(Lexer.of(text), options);
    try {
      Term term = new Literals(cursor).terms().single();
      return cursor.is(Kind.EOF) ? strings(cursor, term) : List.of();
    } catch (Failure e) {
      return List.of();
    }
  }

  /** The parts of a path of names. */
  static List<String> strings(Cursor cursor, Term term) {
    List<String> path = new ArrayList<>();
    switch (term) {
      case Term.Var v -> path.add(v.name());
      case Term.Ref ref when ref.head() instanceof Term.Var v -> {
        path.add(v.name());
        for (Term part : ref.path()) {
          path.add(string(cursor, part));
        }
      }
      default -> throw cursor.fail("expected path", term.at());
    }
    return path;
  }

  private static String string(Cursor cursor, Term part) {
    Optional<String> text =
        part instanceof Term.Scalar scalar
                && scalar.value() instanceof dev.mcpfirewall.rego.value.StringValue s
            ? Optional.of(s.value())
            : Optional.empty();
    return text.orElseThrow(() ->
        cursor.fail("unexpected " + Words.kindOf(part) + " token: expecting string", part.at()));
  }
}
