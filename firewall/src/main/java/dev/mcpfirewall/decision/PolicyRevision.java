// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * Which policy decided.
 *
 * @param digest hex of a SHA-256 over the effective configuration, or a prefix of it
 */
public record PolicyRevision(String digest) {}
