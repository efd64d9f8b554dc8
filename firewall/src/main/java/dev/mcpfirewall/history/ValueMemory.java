// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.detect.Escaping;
import dev.mcpfirewall.history.name.KeyedHash;
import dev.mcpfirewall.history.name.Names;
import dev.mcpfirewall.history.name.Things;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.History;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Where the values of a session first appeared. The first appearance counts: what the user's side
 * named before any labelled result did, is its own. Safe for use by any thread.
 */
final class ValueMemory {
  /** Bytes of one message that are read; a labelled result with more may have held anything. */
  static final int MOST_BYTES = 1 << 20;

  /** Text of all pointers that one answer may have. */
  static final int MOST_POINTERS = 4 << 20;

  private static final int SHORTEST_NUMBER = 8;
  private static final int LONGEST_NUMBER = 40;

  private final KeyedHash hash;
  // Guarded by itself.
  private final ValueIndex index = new ValueIndex();

  ValueMemory(KeyedHash hash) {
    this.hash = hash;
  }

  /** The session has seen something it will not be asked about any more. */
  void missed(SortedSet<String> labels) {
    synchronized (index) {
      index.fill(index.source(labels, "", ""));
    }
  }

  /** Everything in this message is from a labelled result. */
  void see(Message message, SortedSet<String> labels, String server, String tool) {
    int source;
    synchronized (index) {
      source = index.source(labels, server, tool);
    }
    Reader reader = new Reader(true, MOST_BYTES, host -> false);
    MessageTexts.of(
        message,
        (value, place) -> {
          reader.read(value);
          synchronized (index) {
            for (int i = 0; i < reader.names(); i++) {
              index.see(reader.things.hash(i), source);
            }
          }
        });
    if (!reader.complete) {
      synchronized (index) {
        index.fill(source);
      }
    }
  }

  /**
   * Everything in this message is the user's own, but for values that name something from a
   * labelled result.
   */
  void own(Message message) {
    Reader reader = new Reader(true, MOST_BYTES, host -> false);
    MessageTexts.of(
        message,
        (value, place) -> {
          reader.read(value);
          synchronized (index) {
            if (sources(reader).isEmpty()) {
              for (int i = 0; i < reader.names(); i++) {
                index.own(reader.things.hash(i));
              }
            }
          }
        });
  }

  /** A person has let through exactly what this message names; its domains and parents are not. */
  void release(Message message) {
    Reader reader = new Reader(false, Integer.MAX_VALUE, host -> false);
    MessageTexts.of(
        message,
        (value, place) -> {
          reader.read(value);
          synchronized (index) {
            for (int thing = 0; thing < reader.things.size(); thing++) {
              index.release(reader.things.hash(reader.things.start(thing)));
            }
          }
        });
  }

  /**
   * Which values of the message are from labelled results.
   *
   * @throws IllegalStateException if there are more than can be told
   */
  List<History.Origin> origins(Message message, Predicate<String> ownHosts) {
    synchronized (index) {
      if (index.isBlank()) {
        return List.of();
      }
    }
    Reader reader = new Reader(false, Integer.MAX_VALUE, ownHosts);
    List<History.Origin> origins = new ArrayList<>(0);
    Budget budget = new Budget();
    MessageTexts.of(
        message,
        (value, place) -> {
          reader.read(value);
          Set<Integer> sources;
          synchronized (index) {
            sources = sources(reader);
            if (!reader.complete) {
              sources.addAll(index.anything());
              reader.complete = true;
            }
          }
          if (!sources.isEmpty()) {
            Pointer at = place.pointer();
            budget.take(at.rfc6901().length());
            sources.forEach(source -> add(at, source, origins));
          }
        });
    return origins;
  }

  /** Counts down what an answer may hold. */
  private static final class Budget {
    private long left = MOST_POINTERS;

    void take(int length) {
      left -= length + 16L;
      if (left < 0) {
        throw new IllegalStateException(
            "more values of the message came from elsewhere than can be told");
      }
    }
  }

  private void add(Pointer at, int number, List<History.Origin> origins) {
    ValueIndex.Source source;
    synchronized (index) {
      source = index.source(number);
    }
    for (String label : source.labels()) {
      origins.add(new History.Origin(at, label, source.server(), source.tool()));
    }
  }

  /** Of each thing the most specific name that is known decides. */
  private Set<Integer> sources(Reader reader) {
    Set<Integer> sources = new TreeSet<>();
    Things things = reader.things;
    for (int thing = 0; thing < things.size(); thing++) {
      int end = things.start(thing + 1);
      int found = ValueIndex.UNKNOWN;
      for (int i = things.start(thing); i < end && found == ValueIndex.UNKNOWN; i++) {
        found = index.find(things.hash(i));
      }
      if (found >= 0) {
        sources.add(found);
      } else if (found == ValueIndex.UNKNOWN) {
        sources.addAll(index.unknown());
      }
    }
    return sources;
  }

  /** Bytes of the index. */
  long bytes() {
    synchronized (index) {
      return index.bytes();
    }
  }

  /** Reads what one value after the other names. For one thread. */
  private final class Reader {
    private final Things things = new Things(hash);
    private final Names names;
    private int left;
    private boolean complete = true;

    Reader(boolean split, int most, Predicate<String> own) {
      this.names = new Names(things, split, own);
      this.left = most;
    }

    /** The number of names of all things. */
    int names() {
      return things.start(things.size());
    }

    void read(Value value) {
      things.clear();
      int length = value.is(Kind.STRING) ? value.inside().length() : value.span().length();
      int read = Math.min(length, left);
      complete &= read == length;
      left -= read;
      if (value.is(Kind.NUMBER)) {
        number(value, read);
      } else if (read > 0) {
        text(value, read);
      }
    }

    private void text(Value value, int read) {
      Span inside = value.inside();
      Escaping escaping = value.isEscaped() ? Escaping.JSON : Escaping.NONE;
      Bytes raw = value.document().bytes();
      boolean all =
          raw.scan((array, from, to) -> {
            int start = from + inside.start();
            return names.read(
                array, start, start + read, escaping, !value.isKey() || hasBlank(value));
          });
      complete &= all;
    }

    /** A key of several words is no name that a program gave. */
    private static boolean hasBlank(Value key) {
      Bytes raw = key.document().bytes();
      for (int i = key.inside().start(); i < key.inside().end(); i++) {
        if (raw.at(i) == ' ') {
          return true;
        }
      }
      return false;
    }

    private void number(Value value, int read) {
      if (read >= 3 && read <= LONGEST_NUMBER) {
        String plain = plain(value.raw().utf8());
        if (plain.length() >= SHORTEST_NUMBER) {
          names.number(plain.getBytes(StandardCharsets.US_ASCII));
        }
      }
    }

    /** {@code 1.2e7} is {@code 12000000}. */
    private static String plain(String literal) {
      if (literal.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return literal;
      }
      try {
        BigDecimal number = new BigDecimal(literal).stripTrailingZeros();
        return Math.abs((long) number.scale()) <= LONGEST_NUMBER ? number.toPlainString() : "";
      } catch (ArithmeticException | NumberFormatException farExponent) {
        return "";
      }
    }
  }
}
