// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.List;

/** What knows how shells and clients read. Safe for any thread; throws for no text. */
public interface Dissection {
  /** The commands a script runs, those it hands to further shells included. */
  List<Run> commands(String script);

  /**
   * One spelling of a host.
   *
   * @param written without user and port
   * @return lower case, without a trailing dot; addresses in decimal notation or RFC 5952
   */
  String host(String written);

  /**
   * A command.
   *
   * @param words as it stands, quotes and escapes undone
   * @param bare behind assignments, {@code sudo}, {@code env} and the like
   * @param writes the files that its redirections write
   */
  record Run(List<String> words, List<String> bare, List<String> writes) {
    public Run {
      words = List.copyOf(words);
      bare = List.copyOf(bare);
      writes = List.copyOf(writes);
    }
  }
}
