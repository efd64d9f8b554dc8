// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of decisions: effects, verdicts, rulings, findings, events, and the journal they
 * go to.
 */
@NullMarked
package dev.mcpfirewall.decision;

import org.jspecify.annotations.NullMarked;
