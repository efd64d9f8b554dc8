// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.json.Quote;
import java.util.Collection;

/** One line of JSON while it is written. Of one thread. */
public final class JsonObject {
  private final StringBuilder out = new StringBuilder("{");

  /** A member that is a text. */
  public JsonObject text(String name, String text) {
    return raw(name, Quote.of(text));
  }

  /** A member that is a text, left out where it is empty. */
  public JsonObject some(String name, String text) {
    return text.isEmpty() ? this : text(name, text);
  }

  /** A member that is a number. */
  public JsonObject number(String name, long number) {
    return raw(name, Long.toString(number));
  }

  /** A member that is true or false. */
  public JsonObject flag(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  /** A member that is an array of texts. */
  public JsonObject texts(String name, Collection<String> texts) {
    return array(name, texts.stream().map(Quote::of).toList());
  }

  /** A member that is an array of values, each as JSON. */
  public JsonObject array(String name, Collection<String> elements) {
    return raw(name, "[" + String.join(",", elements) + "]");
  }

  /** A member, its value as JSON. */
  public JsonObject raw(String name, String json) {
    out.append(out.length() > 1 ? "," : "").append(Quote.of(name)).append(':').append(json);
    return this;
  }

  @Override
  public String toString() {
    return out + "}";
  }
}
