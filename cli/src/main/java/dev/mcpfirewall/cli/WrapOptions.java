// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code wrap} was asked to do.
 *
 * @param name the name the policy knows the server by; by default made from the command
 * @param agent the name the policy knows the client by; by default what it declares first
 * @param config the file that stands in the place of the user's own
 * @param command program and arguments of the server; one or more
 * @param verbose whether plain passes are shown too
 */
record WrapOptions(
    Optional<String> name,
    Optional<String> agent,
    Optional<Path> config,
    List<String> command,
    boolean verbose) {
  WrapOptions {
    command = List.copyOf(command);
  }
}
