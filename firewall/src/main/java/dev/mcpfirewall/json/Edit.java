// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/**
 * One replacement in a document's bytes.
 *
 * @param at what is replaced; an empty span inserts
 * @param with what stands there afterwards
 */
public record Edit(Span at, Bytes with) {}
