// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/**
 * What stands around a command in its script.
 *
 * @param fed whether its arguments come from another command's output
 * @param moved whether the script went to another folder before
 * @param temporaryRedefined whether the script says what {@code $TMPDIR} is
 * @param script whether the text starts with a known program, so that unknown ones in it are
 *     programs, too
 * @param feeding the command whose output it reads, or one without words
 */
record Surroundings(
    boolean fed, boolean moved, boolean temporaryRedefined, boolean script, ShellCommand feeding) {}
