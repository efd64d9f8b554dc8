// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * A rule's match in a scanned range of bytes.
 *
 * @param rule which rule
 * @param start offset of the first byte in the scanned array
 * @param end offset behind the last byte; never inside a JSON escape or a UTF-8 sequence
 * @param subject the canonical host (egress) or path (sensitive path) that an allow list can name;
 *     empty for every other topic, so that no secret is ever carried here
 */
public record Match(Rule rule, int start, int end, String subject) {}
