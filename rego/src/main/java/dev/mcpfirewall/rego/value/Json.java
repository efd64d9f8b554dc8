// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntConsumer;

/**
 * JSON to values and back. Reading is strict: UTF-8 is checked, nothing may follow the value, depth
 * and numbers are bounded.
 */
public final class Json {
  /** So deep may documents be where nothing else is said: more would endanger the stack. */
  public static final int DEPTH = 1_000;

  /**
   * So many bytes may write a number: reading digits costs the square of their count, and a
   * megabyte of longer ones would take seconds.
   */
  public static final int NUMBER_LENGTH = 1_000;

  private Json() {}

  /** What becomes of a key that stands twice in an object. */
  public enum Duplicates {
    /** The last one counts, as in Go and so in OPA. */
    LAST,
    /** The document is refused: two readers of it could see two things. */
    REFUSED
  }

  /**
   * How to read.
   *
   * @param depth how deep objects and arrays may nest, from 1 to {@link #DEPTH}
   * @param duplicates what becomes of a key that stands twice
   */
  public record Options(int depth, Duplicates duplicates) {
    /** {@link #DEPTH}, and the last of equal keys counts. */
    public static final Options DEFAULT = new Options(DEPTH, Duplicates.LAST);

    public Options {
      if (depth < 1 || depth > DEPTH) {
        throw new IllegalArgumentException("depth must be from 1 to " + DEPTH);
      }
    }
  }

  /**
   * A view of a document: all of it is checked now, values come into being when they are asked for.
   * Keeps the bytes, which must not change any more. Immutable and thread-safe as all values are.
   *
   * @throws JsonException where the bytes are no JSON, or beyond the options
   */
  public static Value view(byte[] bytes, Options options) {
    return view(bytes, 0, bytes.length, options);
  }

  /**
   * A view of a document that is {@code bytes[from, to)}: nothing of it is copied, and places in
   * messages count from the start of the array.
   *
   * @throws JsonException where the bytes are no JSON, or beyond the options
   */
  public static Value view(byte[] bytes, int from, int to, Options options) {
    return JsonReader.read(bytes, from, to, options).lazy(0);
  }

  /** A view of a document, with the default options. */
  public static Value view(byte[] bytes) {
    return view(bytes, Options.DEFAULT);
  }

  /**
   * The value of a document, whole; the bytes are not kept.
   *
   * @throws JsonException where the bytes are no JSON, or beyond the options
   */
  public static Value read(byte[] bytes, Options options) {
    return JsonReader.read(bytes, 0, bytes.length, options).eager(0);
  }

  /** The value of a text, whole, with the default options. */
  public static Value read(String text) {
    return read(text.getBytes(UTF_8), Options.DEFAULT);
  }

  /** Whether a text is JSON within the default options. */
  public static boolean isValid(String text) {
    try {
      JsonReader.read(text.getBytes(UTF_8), Options.DEFAULT);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  /**
   * A value as JSON without spaces: sets are written as arrays in ascending order, keys that are no
   * strings as their JSON text, members by their written keys, and {@code < > &} escaped, all as
   * OPA does. Where two keys of an object are written alike, the later one in order stays.
   */
  public static String write(Value value) {
    return write(value, length -> {});
  }

  /**
   * The same, telling before each value in it how many UTF-16 units there are so far: a small value
   * may hold another many times, so that its text is large.
   *
   * @param grown may throw, to end it
   */
  public static String write(Value value, IntConsumer grown) {
    return new JsonWriter("", "", false, grown).write(value);
  }

  /** A value as JSON on several lines, indented by two spaces. */
  public static String pretty(Value value) {
    return pretty(value, "", "  ", length -> {});
  }

  /** A value as JSON on several lines; all but the first begin with {@code prefix}. */
  public static String pretty(Value value, String prefix, String indent, IntConsumer grown) {
    return new JsonWriter(prefix, indent, true, grown).write(value);
  }
}
