// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.util.List;
import java.util.Locale;

/**
 * What verifying found.
 *
 * @param chains one for each chain met, in order of name
 */
public record VerifyReport(List<ChainReport> chains) {
  public VerifyReport {
    chains = List.copyOf(chains);
  }

  /** Whether nothing was found that must not be. */
  public boolean isVerified() {
    return chains.stream().allMatch(ChainReport::isVerified);
  }

  /**
   * One chain.
   *
   * @param chain its name
   * @param files how many files were read
   * @param lines how many lines were read
   * @param unsigned lines behind the last that a signature covers
   * @param ending how it ends
   * @param faults what must not be
   * @param remarks what is no fault but worth knowing
   */
  public record ChainReport(
      String chain,
      int files,
      long lines,
      long unsigned,
      Ending ending,
      List<Fault> faults,
      List<String> remarks) {
    public ChainReport {
      faults = List.copyOf(faults);
      remarks = List.copyOf(remarks);
    }

    /** Whether there is no fault. */
    public boolean isVerified() {
      return faults.isEmpty();
    }
  }

  /** How a chain ends. */
  public enum Ending {
    /** In order: its session said so. */
    CLOSED,
    /** Behind a whole line, without having been closed: still running, crashed or killed. */
    OPEN,
    /** In the middle of a line: a crash or a full disk, not an alteration. */
    TORN;

    /** The one spelling outside Java: lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something that must not be.
   *
   * @param kind what it is
   * @param file the file it was seen in, or that is missing
   * @param line the line in that file, 1 for the first; 0 for the file as a whole
   * @param seq the number of the record in its chain; 0 where it has none
   * @param message one sentence
   */
  public record Fault(Kind kind, String file, long line, long seq, String message) {}

  /** The kinds of fault. */
  public enum Kind {
    /** A line's content does not have the hash that it states. */
    ALTERED,
    /** What stands there is no line of a log. */
    UNREADABLE,
    /** Lines that must be here are not. */
    REMOVED,
    /** A line stands in another place than the one it was written to. */
    REORDERED,
    /** A line stands here that does not belong to the chain, or is there twice. */
    INSERTED,
    /** A line does not follow the one before it: one of the two was written anew. */
    RELINKED,
    /** A signature is not that of the content. */
    BAD_SIGNATURE,
    /** Signed with a key that is not trusted. */
    FOREIGN_KEY,
    /** More lines are unsigned than a crash can leave. */
    UNSIGNED,
    /** The signed head knows of lines behind the last one. */
    CUT_TAIL,
    /** The signed head names another hash than the line has, or lines follow a closed end. */
    REWRITTEN,
    /** The head is absent or no head of this chain. */
    BAD_HEAD,
    /** A file of the chain, or the whole chain, is absent without a record of its retirement. */
    MISSING_FILE;

    /** The stable spelling outside Java: lower case, hyphens. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
