// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

/** What a command that ended has left: its exit code and what it printed. */
record Outcome(int exit, String out, String err) {}
