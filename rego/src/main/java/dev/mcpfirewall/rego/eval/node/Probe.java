// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

/** Sees what is evaluated. */
public interface Probe {}
