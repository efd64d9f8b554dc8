// SPDX-License-Identifier: Apache-2.0
/**
 * The demonstration: a few calls to a real server through a real {@code wrap}, shown with what came
 * back and what was recorded.
 *
 * <p>Entry type: {@link dev.mcpfirewall.cli.demo.Demo}. {@code Stage} is the temporary place it
 * plays in, {@code Play} the scenes, {@code WrappedServer} the child process, {@code Decisions} the
 * record it reads, {@code Page} what is printed.
 */
@NullMarked
package dev.mcpfirewall.cli.demo;

import org.jspecify.annotations.NullMarked;
