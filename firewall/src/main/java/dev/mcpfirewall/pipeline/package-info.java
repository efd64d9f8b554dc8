// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the checks over a message and joins what they say into one ruling.
 *
 * <pre>
 * Message ─ Pipeline.judge(stages) ▶ Ruling
 * </pre>
 */
@NullMarked
package dev.mcpfirewall.pipeline;

import org.jspecify.annotations.NullMarked;
