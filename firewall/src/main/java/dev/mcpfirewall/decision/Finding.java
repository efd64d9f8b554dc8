// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;

/**
 * Something a rule saw. It never carries the matched text, only where that text stands.
 *
 * @param rule which rule
 * @param severity how bad
 * @param at the value it was seen in
 * @param span the bytes of the message it was seen in
 */
public record Finding(RuleId rule, Severity severity, Pointer at, Span span) {}
