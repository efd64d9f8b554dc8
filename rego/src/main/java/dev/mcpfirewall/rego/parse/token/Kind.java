// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.token;

import java.util.HashMap;
import java.util.Map;

/** The kinds of tokens, each with the word that errors call it by. */
public enum Kind {
  EOF("eof"),
  ILLEGAL("illegal"),
  IDENT("identifier"),
  NUMBER("number"),
  STRING("string"),
  RAW_STRING("string"),
  TEMPLATE_PART("template-string-part"),
  TEMPLATE_END("template-string-end"),
  RAW_TEMPLATE_PART("template-string-part"),
  RAW_TEMPLATE_END("template-string-end"),
  LBRACK("["),
  RBRACK("]"),
  LBRACE("{"),
  RBRACE("}"),
  LPAREN("("),
  RPAREN(")"),
  COMMA(","),
  COLON(":"),
  SEMICOLON(";"),
  DOT("."),
  ASSIGN(":="),
  UNIFY("="),
  EQ("=="),
  NEQ("!="),
  LT("<"),
  LTE("<="),
  GT(">"),
  GTE(">="),
  BAR("|"),
  AMPERSAND("&"),
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  SLASH("/"),
  PERCENT("%"),
  PACKAGE("package"),
  IMPORT("import"),
  AS("as"),
  DEFAULT("default"),
  ELSE("else"),
  NOT("not"),
  SOME("some"),
  WITH("with"),
  NULL("null"),
  TRUE("true"),
  FALSE("false"),
  IN("in"),
  EVERY("every"),
  CONTAINS("contains"),
  IF("if");

  private static final Kind[] ALL = values();
  private static final Map<String, Kind> KEYWORDS = new HashMap<>();

  static {
    for (Kind kind : ALL) {
      if (kind.isKeyword()) {
        KEYWORDS.put(kind.word, kind);
      }
    }
  }

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  static Kind of(byte ordinal) {
    return ALL[ordinal];
  }

  /** The keyword of this spelling, else {@link #IDENT}. */
  public static Kind ofWord(String text) {
    return KEYWORDS.getOrDefault(text, IDENT);
  }

  /** As it is written, or what it is called. */
  public String word() {
    return word;
  }

  /** Whether it is a word of the language. */
  public boolean isKeyword() {
    return compareTo(PACKAGE) >= 0;
  }

  /** Whether the older syntax knows it only where it is imported. */
  public boolean isFutureKeyword() {
    return compareTo(IN) >= 0;
  }

  /** Whether it is an opening bracket. */
  public boolean opens() {
    return this == LBRACK || this == LBRACE || this == LPAREN;
  }

  /** Whether it is a closing bracket. */
  public boolean closes() {
    return this == RBRACK || this == RBRACE || this == RPAREN;
  }

  /** How tightly an operator binds: 1 for {@code in}, up to 6; 0 for what is no operator. */
  public int precedence() {
    return switch (this) {
      case IN -> 1;
      case EQ, NEQ, LT, LTE, GT, GTE -> 2;
      case BAR -> 3;
      case AMPERSAND -> 4;
      case PLUS, MINUS -> 5;
      case TIMES, SLASH, PERCENT -> 6;
      default -> 0;
    };
  }

  /** The built-in behind an operator. */
  public String operator() {
    return switch (this) {
      case ASSIGN -> "assign";
      case UNIFY -> "eq";
      case EQ -> "equal";
      case NEQ -> "neq";
      case LT -> "lt";
      case LTE -> "lte";
      case GT -> "gt";
      case GTE -> "gte";
      case BAR -> "or";
      case AMPERSAND -> "and";
      case PLUS -> "plus";
      case MINUS -> "minus";
      case TIMES -> "mul";
      case SLASH -> "div";
      case PERCENT -> "rem";
      default -> word;
    };
  }
}
