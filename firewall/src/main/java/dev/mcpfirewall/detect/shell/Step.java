// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/**
 * A command that a script runs.
 *
 * @param written as it stands
 * @param bare without keywords, assignments and wrappers such as {@code sudo} in front
 */
public record Step(ShellCommand written, ShellCommand bare) {}
