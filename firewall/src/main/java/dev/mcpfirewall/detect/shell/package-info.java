// SPDX-License-Identifier: Apache-2.0
/**
 * Command lines as a shell reads them: text in, simple commands out, with quotes, escapes,
 * substitutions and wrappers undone. Entry: {@link dev.mcpfirewall.detect.shell.ShellReader#read}.
 * Never runs anything.
 */
@NullMarked
package dev.mcpfirewall.detect.shell;

import org.jspecify.annotations.NullMarked;
