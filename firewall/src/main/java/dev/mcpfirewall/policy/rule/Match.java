// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rule asks of a message; all of it must hold.
 *
 * @param arguments tests by argument: a name, a JSON Pointer that begins with a slash, or {@link
 *     #ANY} for any value however deep. For a call of a tool its arguments; for another request or
 *     notification its params, where a {@code file:} URI under {@code uri} is also {@code path}
 * @param text tests of any text in the message: for a result what the server says, however deep
 * @param findings what the detectors must have found ({@code true}) or not ({@code false}): {@code
 *     secrets}, {@code pii}, {@code injection}, {@code smuggling}, {@code egress}, {@code paths},
 *     {@code commands}
 * @param labels what the session must have seen
 * @param responseSizeExceeds bytes of the message; outbound only
 */
public record Match(
    Map<String, List<Test>> arguments,
    List<Test> text,
    SortedMap<String, Boolean> findings,
    List<Label> labels,
    OptionalLong responseSizeExceeds) {
  /** The key that stands for any value; also written {@code _any_value}. */
  public static final String ANY = "*";

  /** Everything matches. */
  public static final Match ALL =
      new Match(Map.of(), List.of(), new TreeMap<>(), List.of(), OptionalLong.empty());

  public Match {
    arguments = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(arguments));
    text = List.copyOf(text);
    findings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(findings));
    labels = List.copyOf(labels);
  }
}
