// SPDX-License-Identifier: Apache-2.0
/**
 * What the build runs to train the image's AOT cache: a real wrap between a client and a server
 * that answer from a script.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.training.TrainingRun}, started by {@code build/Image.java};
 * no command leads here.
 *
 * <p>Flow: TrainingRun (client) ─ stdio ▶ the image's {@code wrap} ─ stdio ▶ EchoServer.
 */
@NullMarked
package dev.mcpfirewall.cli.training;

import org.jspecify.annotations.NullMarked;
