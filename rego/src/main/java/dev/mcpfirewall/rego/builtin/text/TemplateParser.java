// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.text.TemplateLexer.Kind;
import dev.mcpfirewall.rego.builtin.text.TemplateLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a template. Refusals are {@link IllegalArgumentException}s with Go's kind of message. */
final class TemplateParser {
  /** Deeper nesting is refused: reading and running it recurses. */
  private static final int MAX_DEPTH = 100;

  private static final Set<String> UNSUPPORTED = Set.of("define", "template", "block");

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int loops;
  private String ended = "";

  private TemplateParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<TemplateNode> parse(String text) {
    TemplateParser parser = new TemplateParser(TemplateLexer.tokens(text));
    List<TemplateNode> nodes = parser.list();
    if (!parser.ended.isEmpty()) {
      throw parser.wrong("unexpected {{" + parser.ended + "}}");
    }
    return nodes;
  }

  /** Up to {@code end}, {@code else} or the end of the text: that is {@link #ended}. */
  private List<TemplateNode> list() {
    deeper();
    List<TemplateNode> nodes = new ArrayList<>();
    while (at < tokens.size()) {
      Token token = tokens.get(at++);
      if (token.kind() == Kind.TEXT) {
        nodes.add(new TemplateNode.Text(token.text()));
        continue;
      }
      space();
      String word = peek().kind() == Kind.WORD ? peek().text() : "";
      if (word.equals("end") || word.equals("else")) {
        at++;
        ended = word;
        depth--;
        return nodes;
      }
      nodes.add(action(word));
    }
    ended = "";
    depth--;
    return nodes;
  }

  private TemplateNode action(String word) {
    if (UNSUPPORTED.contains(word)) {
      throw wrong("{{" + word + "}} is not supported here");
    }
    return switch (word) {
      case "if", "with", "range" -> {
        at++;
        yield branch(word);
      }
      case "break" -> {
        leave(word);
        yield new TemplateNode.Break();
      }
      case "continue" -> {
        leave(word);
        yield new TemplateNode.Continue();
      }
      default -> new TemplateNode.Action(pipe(false));
    };
  }

  private void leave(String word) {
    if (loops == 0) {
      throw wrong("{{" + word + "}} outside {{range}}");
    }
    at++;
    close();
  }

  private TemplateNode branch(String word) {
    TemplateNode.Pipe pipe = pipe(word.equals("range"));
    loops += word.equals("range") ? 1 : 0;
    List<TemplateNode> then = list();
    loops -= word.equals("range") ? 1 : 0;
    List<TemplateNode> otherwise = List.of();
    if (ended.equals("else")) {
      space();
      boolean chained = peek().kind() == Kind.WORD && peek().text().equals(word);
      if (chained && !word.equals("range")) {
        at++;
        deeper();
        otherwise = List.of(branch(word));
        depth--;
        return node(word, pipe, then, otherwise);
      }
      close();
      otherwise = list();
    }
    if (!ended.equals("end")) {
      throw wrong(ended.isEmpty() ? "unexpected EOF" : "expected end; found {{" + ended + "}}");
    }
    close();
    ended = "";
    return node(word, pipe, then, otherwise);
  }

  private static TemplateNode node(
      String word, TemplateNode.Pipe pipe, List<TemplateNode> then, List<TemplateNode> otherwise) {
    return switch (word) {
      case "if" -> new TemplateNode.If(pipe, then, otherwise);
      case "with" -> new TemplateNode.With(pipe, then, otherwise);
      default -> new TemplateNode.Range(pipe, then, otherwise);
    };
  }

  private TemplateNode.Pipe pipe(boolean two) {
    TemplateNode.Pipe pipe = inner(two);
    close();
    return pipe;
  }

  private TemplateNode.Pipe inner(boolean two) {
    deeper();
    List<String> variables = new ArrayList<>();
    boolean assigns = declaration(variables, two);
    List<TemplateNode.Command> commands = new ArrayList<>();
    do {
      commands.add(command());
    } while (take("|"));
    depth--;
    for (int i = 1; i < commands.size(); i++) {
      if (commands.get(i).operands().getFirst() instanceof TemplateNode.Constant) {
        throw wrong("non executable command in pipeline stage " + (i + 1));
      }
    }
    return new TemplateNode.Pipe(variables, assigns, commands);
  }

  /** {@code $a :=}, {@code $a =}, in a range {@code $a, $b :=}; whether it assigns. */
  private boolean declaration(List<String> variables, boolean two) {
    int start = at;
    space();
    while (peek().kind() == Kind.VARIABLE && variables.size() < (two ? 2 : 1)) {
      variables.add(tokens.get(at++).text());
      if (take(":=")) {
        return false;
      }
      if (take("=")) {
        return true;
      }
      if (!take(",")) {
        break;
      }
      space();
    }
    at = start;
    variables.clear();
    return false;
  }

  private TemplateNode.Command command() {
    List<TemplateNode.Operand> operands = new ArrayList<>();
    space();
    while (!ends(peek())) {
      operands.add(chain(operand()));
      if (peek().kind() != Kind.SPACE && !ends(peek())) {
        throw wrong("unexpected " + GoQuote.quote(peek().text()) + " in operand");
      }
      space();
    }
    if (operands.isEmpty()) {
      throw wrong("missing value for command");
    }
    return new TemplateNode.Command(operands);
  }

  private static boolean ends(Token token) {
    return token.kind() == Kind.CLOSE || token.is("|") || token.is(")");
  }

  private TemplateNode.Operand operand() {
    Token token = tokens.get(at++);
    return switch (token.kind()) {
      case DOT -> new TemplateNode.Dot();
      case FIELD -> new TemplateNode.Field(new TemplateNode.Dot(), token.text());
      case VARIABLE -> new TemplateNode.Variable(token.text());
      case STRING -> new TemplateNode.Constant(token.text());
      case NUMBER -> new TemplateNode.Constant(number(token.text()));
      case WORD ->
          switch (token.text()) {
            case "true" -> new TemplateNode.Constant(true);
            case "false" -> new TemplateNode.Constant(false);
            case "nil" -> new TemplateNode.Constant(null);
            default -> new TemplateNode.Function(known(token.text()));
          };
      case SIGN -> {
        if (!token.is("(")) {
          throw wrong("unexpected " + GoQuote.quote(token.text()) + " in operand");
        }
        TemplateNode.Pipe pipe = inner(false);
        if (!take(")")) {
          throw wrong("unclosed left paren");
        }
        yield new TemplateNode.Nested(pipe);
      }
      case TEXT, OPEN, CLOSE, SPACE -> throw wrong("unexpected " + token.text() + " in operand");
    };
  }

  private TemplateNode.Operand chain(TemplateNode.Operand first) {
    TemplateNode.Operand operand = first;
    int length = 0;
    while (peek().kind() == Kind.FIELD) {
      if (++length > MAX_DEPTH) {
        throw new LimitExceeded("template nested too deeply");
      }
      operand = new TemplateNode.Field(operand, tokens.get(at++).text());
    }
    return operand;
  }

  private String known(String name) {
    if (!TemplateFunctions.NAMES.contains(name)) {
      throw wrong("function " + GoQuote.quote(name) + " not defined");
    }
    return name;
  }

  private Object number(String text) {
    String digits = text.replace("_", "");
    try {
      return Long.decode(digits);
    } catch (NumberFormatException notAnInteger) {
      try {
        return Double.valueOf(digits);
      } catch (NumberFormatException e) {
        throw wrong("bad number syntax: " + GoQuote.quote(text));
      }
    }
  }

  private void close() {
    space();
    if (peek().kind() != Kind.CLOSE) {
      throw wrong("unexpected " + GoQuote.quote(peek().text()) + " in command");
    }
    at++;
  }

  private boolean take(String sign) {
    int start = at;
    space();
    if (peek().is(sign)) {
      at++;
      return true;
    }
    at = start;
    return false;
  }

  private void space() {
    while (peek().kind() == Kind.SPACE) {
      at++;
    }
  }

  private Token peek() {
    return at < tokens.size() ? tokens.get(at) : new Token(Kind.CLOSE, "EOF", 0);
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw new LimitExceeded("template nested too deeply");
    }
  }

  private IllegalArgumentException wrong(String what) {
    int line = tokens.isEmpty() ? 1 : tokens.get(Math.clamp(at, 0, tokens.size() - 1)).line();
    return new IllegalArgumentException("template: template:" + line + ": " + what);
  }
}
