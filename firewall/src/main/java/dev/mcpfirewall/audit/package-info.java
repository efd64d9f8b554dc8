// SPDX-License-Identifier: Apache-2.0
/**
 * The tamper-evident record. {@link dev.mcpfirewall.audit.FileJournal} writes it, {@link
 * dev.mcpfirewall.audit.AuditVerifier} proves it, {@link dev.mcpfirewall.audit.AuditReader} shows
 * it.
 *
 * <pre>
 *   session's thread: events ─▶ canonical lines, each with the hash of the one before ─▶ one write
 *   audit thread:     ─▶ seal line (Ed25519 over the last hash) ─▶ fsync ─▶ signed head ─▶ rotation
 * </pre>
 *
 * Sees {@code decision} (what is recorded) and {@code json} (how it is read back).
 */
@NullMarked
package dev.mcpfirewall.audit;

import org.jspecify.annotations.NullMarked;
