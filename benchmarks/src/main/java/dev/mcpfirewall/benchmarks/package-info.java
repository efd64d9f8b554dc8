// SPDX-License-Identifier: Apache-2.0
/** What a message costs: JMH, run by hand. */
@NullMarked
package dev.mcpfirewall.benchmarks;

import org.jspecify.annotations.NullMarked;
