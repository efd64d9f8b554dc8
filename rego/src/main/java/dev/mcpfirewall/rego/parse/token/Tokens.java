// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.token;

import dev.mcpfirewall.rego.ast.Module.Comment;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, in parallel arrays: a token is its index. The last is {@link Kind#EOF}. Of
 * one thread, filled by {@link Lexer}.
 */
public final class Tokens {
  private final Source source;
  private final List<Comment> comments = new ArrayList<>();
  private final Map<Integer, RegoError> problems = new HashMap<>();
  private byte[] kinds;
  private boolean[] newlines;
  private int[] starts;
  private int[] ends;
  private int[] closers;
  private int size;
  private List<Integer> unclosed = List.of();

  Tokens(Source source) {
    this.source = source;
    int room = Math.max(16, source.text().length() / 4);
    kinds = new byte[room];
    newlines = new boolean[room];
    starts = new int[room];
    ends = new int[room];
    closers = new int[room];
  }

  /** Adds a token and answers its index. */
  int add(Kind kind, int start, int end, boolean newline) {
    if (size == kinds.length) {
      int room = size + (size >> 1);
      kinds = Arrays.copyOf(kinds, room);
      newlines = Arrays.copyOf(newlines, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      closers = Arrays.copyOf(closers, room);
    }
    kinds[size] = (byte) kind.ordinal();
    newlines[size] = newline;
    starts[size] = start;
    ends[size] = end;
    closers[size] = -1;
    return size++;
  }

  /** Says that the bracket {@code open} ends at {@code close}. */
  void pair(int open, int close) {
    closers[open] = close;
  }

  /** Says that brackets are never closed; innermost last. */
  void unclosed(List<Integer> openers) {
    unclosed = List.copyOf(openers);
  }

  /** The last bracket before a token that is never closed; -1 where all are. */
  public int unclosedBefore(int token) {
    int last = -1;
    for (int opener : unclosed) {
      if (opener < token) {
        last = opener;
      }
    }
    return last;
  }

  void problem(int token, RegoError error) {
    problems.put(token, error);
  }

  /** The text they are of. */
  public Source source() {
    return source;
  }

  /** The comments, in the order of the text. */
  public List<Comment> comments() {
    return comments;
  }

  void comment(Comment comment) {
    comments.add(comment);
  }

  /** How many, with the one at the end. */
  public int size() {
    return size;
  }

  /** What a token is; words of the newer syntax are keywords here. */
  public Kind kind(int token) {
    return Kind.of(kinds[token]);
  }

  /** Where it starts, in UTF-16 units. */
  public int start(int token) {
    return starts[token];
  }

  /** Where it ends. */
  public int end(int token) {
    return ends[token];
  }

  /** Whether a line ends between this token and the one before. */
  public boolean newlineBefore(int token) {
    return newlines[token];
  }

  /** Whether nothing stands between this token and the one before. */
  public boolean adjacent(int token) {
    return token > 0 && starts[token] == ends[token - 1];
  }

  /**
   * The next token on the same level: behind the bracket that opens here, behind a field's name.
   */
  public int beyond(int token) {
    if (kind(token) == Kind.DOT && token + 2 < size) {
      return token + 2;
    }
    return Math.max(token, closers[token]) + 1;
  }

  /** Where the bracket that opens here is closed; -1 where it never is. */
  public int closer(int token) {
    return closers[token];
  }

  /** What is wrong with an illegal token. */
  public @Nullable RegoError problem(int token) {
    return problems.get(token);
  }

  /** As it is written. */
  public String text(int token) {
    return source.text().substring(starts[token], ends[token]);
  }
}
