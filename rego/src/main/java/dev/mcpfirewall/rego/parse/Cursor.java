// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Tokens;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the parser stands, and what its parts share. Of one thread. */
final class Cursor {
  private final Tokens tokens;
  private final int maxDepth;
  private final EnumSet<Kind> keywords = EnumSet.noneOf(Kind.class);
  private final Map<Integer, Group> groups = new HashMap<>();

  private int at;
  private int name = -1;
  private int depth;
  private int height;
  private int wildcards;
  private int guesses;

  /** A bracketed term parsed on a guess; it is the same term whatever the guess came to. */
  record Group(Term term, int next, int height) {}

  Cursor(Tokens tokens, Options options) {
    this.tokens = tokens;
    this.maxDepth = options.maxDepth();
  }

  Tokens tokens() {
    return tokens;
  }

  /** Makes words of the newer syntax keywords from here on. */
  void enable(Kind keyword) {
    keywords.add(keyword);
    if (keyword == Kind.EVERY) {
      keywords.add(Kind.IN);
    }
  }

  boolean enabled(Kind keyword) {
    return !keyword.isFutureKeyword() || keywords.contains(keyword);
  }

  Kind kind() {
    return kind(at);
  }

  Kind kind(int token) {
    Kind kind = tokens.kind(token);
    return token == name || kind.isFutureKeyword() && !keywords.contains(kind) ? Kind.IDENT : kind;
  }

  boolean is(Kind kind) {
    return kind() == kind;
  }

  boolean accept(Kind kind) {
    if (kind() == kind) {
      next();
      return true;
    }
    return false;
  }

  int at() {
    return at;
  }

  void back(int token) {
    at = token;
  }

  /** Steps over a token; at the end it stays. */
  void next() {
    if (at < tokens.size() - 1) {
      at++;
    }
  }

  String text() {
    return tokens.text(at);
  }

  /** Whether the token at hand stands right behind the last one. */
  boolean adjacent() {
    return tokens.adjacent(at);
  }

  boolean onNewLine() {
    return tokens.newlineBefore(at);
  }

  /**
   * Whether the token at hand is a keyword that starts a reference: {@code if.x}, {@code in[x]}.
   */
  boolean keywordNames() {
    return at != name
        && kind().isKeyword()
        && tokens.adjacent(at + 1)
        && (tokens.kind(at + 1) == Kind.DOT || tokens.kind(at + 1) == Kind.LBRACK);
  }

  /** Reads such a keyword as a name. */
  void nameKeyword() {
    if (keywordNames()) {
      name = at;
    }
  }

  /** Reads the token at hand as a name, whatever it is. */
  void asName() {
    name = at;
  }

  Location here() {
    return tokens.source().at(tokens.start(at), tokens.end(at));
  }

  /** From the start of a token to the end of the last one stepped over. */
  Location since(int token) {
    return tokens.source().at(tokens.start(token), tokens.end(Math.max(token, at - 1)));
  }

  Location nowhere() {
    int end = at == 0 ? 0 : tokens.end(at - 1);
    return tokens.source().at(end, end);
  }

  Term.Var variable() {
    String text = text();
    Term.Var variable = new Term.Var(here(), text.equals("_") ? "$" + wildcards++ : text);
    next();
    height = 0;
    return variable;
  }

  Term.Var wildcard(Location where) {
    return new Term.Var(where, "$" + wildcards++);
  }

  void enter() {
    if (++depth > maxDepth) {
      throw tooDeep();
    }
  }

  void leave() {
    depth--;
  }

  /** How many levels the term just read has. */
  int height() {
    return height;
  }

  void height(int levels) {
    height = levels;
  }

  /** Says that the term just read is one level above those of {@code levels}. */
  int raise(int levels) {
    if (levels >= maxDepth) {
      throw tooDeep();
    }
    height = levels + 1;
    return height;
  }

  private Failure tooDeep() {
    return new Failure(
        RegoError.of(ErrorCode.PARSE, "max parsing recursion depth exceeded", here())
            .help("terms may nest " + maxDepth + " levels"));
  }

  /** Forgets what belongs to a statement. */
  void reset() {
    depth = 0;
    guesses = 0;
    groups.clear();
  }

  /** From here on bracketed terms are remembered, for they may be read again. */
  void guess() {
    guesses++;
  }

  void guessed() {
    guesses--;
  }

  /** Takes back what a failed guess left: only the rule's own guess is open then. */
  void abandon() {
    depth = 0;
    guesses = 1;
  }

  void remember(int token, Term term) {
    if (guesses > 0) {
      groups.put(token, new Group(term, at, height));
    }
  }

  /** The group that starts here, where it was read before; stepped over. */
  @Nullable Term remembered() {
    Group group = groups.isEmpty() ? null : groups.get(at);
    if (group == null) {
      return null;
    }
    at = group.next();
    height = group.height();
    return group.term();
  }

  Failure fail(String message, Location where) {
    return new Failure(RegoError.of(ErrorCode.PARSE, message, where));
  }

  Failure fail(String message, Location where, String help) {
    return new Failure(RegoError.of(ErrorCode.PARSE, message, where).help(help));
  }

  /** {@code unexpected } token: expected …}; what is no token at all says so itself. */
  Failure unexpected(String note) {
    RegoError error = surprise(note);
    int opener = is(Kind.EOF) || onNewLine() ? tokens.unclosedBefore(at) : -1;
    if (opener < 0 || error.help().isPresent()) {
      return new Failure(error);
    }
    Location where = tokens.source().at(tokens.start(opener), tokens.end(opener));
    return new Failure(
        error.help("`" + where.text() + "` on line " + where.line() + " is not closed"));
  }

  Failure unexpected(String note, String help) {
    RegoError error = surprise(note);
    return new Failure(error.help().isEmpty() ? error.help(help) : error);
  }

  private RegoError surprise(String note) {
    RegoError problem = tokens.problem(at);
    if (problem != null) {
      return problem;
    }
    Kind kind = tokens.kind(at);
    String noun = kind.isKeyword() ? " keyword" : " token";
    String tail = note.isEmpty() ? "" : ": " + note;
    return RegoError.of(ErrorCode.PARSE, "unexpected " + kind.word() + noun + tail, here());
  }

  void expect(Kind kind, String note) {
    if (!accept(kind)) {
      throw unexpected(note);
    }
  }
}
