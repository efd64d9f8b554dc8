// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the command line of a plain {@code wrap} without any library: a wrap starts with every
 * session of every client, and the library that reads the other commands takes longer to load than
 * the rest of the start. Whatever is not plainly right is left to that library, which explains it.
 */
final class WrapArguments {
  private Optional<String> name = Optional.empty();
  private Optional<String> agent = Optional.empty();
  private Optional<Path> config = Optional.empty();
  private Optional<String> target = Optional.empty();
  private boolean verbose;

  private WrapArguments() {}

  /** What a wrap was asked to do; empty if this is no wrap, or not plainly a right one. */
  static Optional<WrapOptions> parse(String[] args) {
    return args.length >= 2 && args[0].equals("wrap")
        ? new WrapArguments().read(args)
        : Optional.empty();
  }

  private Optional<WrapOptions> read(String[] args) {
    int next = 1;
    while (next < args.length && !args[next].equals("--")) {
      int used = option(args, next);
      if (used == 0) {
        return Optional.empty();
      }
      next += used;
    }
    return options(Arrays.asList(args).subList(Math.min(next + 1, args.length), args.length));
  }

  private Optional<WrapOptions> options(List<String> command) {
    if (command.isEmpty() == target.isEmpty()) {
      return Optional.empty();
    }
    List<String> words =
        target.isPresent() ? ShellWords.split(target.get()).orElse(List.of()) : command;
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new WrapOptions(name, agent, config, words, verbose));
  }

  /** Reads one option; returns how many arguments it took, 0 if it is not understood. */
  private int option(String[] args, int at) {
    String arg = args[at];
    if (arg.equals("-v") || arg.equals("--verbose")) {
      verbose = true;
      return 1;
    }
    int equals = arg.indexOf('=');
    String key = equals < 0 ? arg : arg.substring(0, equals);
    if (equals < 0 && (at + 1 >= args.length || args[at + 1].startsWith("-"))) {
      return 0;
    }
    boolean understood = take(key, equals < 0 ? args[at + 1] : arg.substring(equals + 1));
    return !understood ? 0 : equals < 0 ? 2 : 1;
  }

  private boolean take(String key, String value) {
    if (value.isEmpty()) {
      return false;
    }
    return switch (key) {
      case "--name" -> {
        boolean first = name.isEmpty();
        name = Optional.of(value);
        yield first;
      }
      case "--agent" -> {
        boolean first = agent.isEmpty();
        agent = Optional.of(value);
        yield first && !value.isBlank();
      }
      case "--config" -> {
        boolean first = config.isEmpty();
        config = Optional.of(Path.of(value));
        yield first;
      }
      case "--target" -> {
        boolean first = target.isEmpty();
        target = Optional.of(value);
        yield first;
      }
      default -> false;
    };
  }
}
