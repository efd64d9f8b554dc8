// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.detect.Detector;
import dev.mcpfirewall.detect.DetectorOptions;
import dev.mcpfirewall.detect.Escaping;
import dev.mcpfirewall.detect.Match;
import dev.mcpfirewall.detect.StandardDetector;
import dev.mcpfirewall.detect.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Scans contents of files, and turns places in bytes into lines and columns. */
final class FileScan {
  private final Detector detector = StandardDetector.of(DetectorOptions.DEFAULT);
  private final Set<Topic> topics;

  /** For these. */
  FileScan(Set<Topic> topics) {
    this.topics = Set.copyOf(topics);
  }

  /** Everything found in a content, in order of place. */
  List<Spot> of(String file, byte[] content) {
    List<Match> matches = new ArrayList<>();
    detector.scan(content, 0, content.length, Escaping.NONE, topics, matches::add);
    matches.sort(
        Comparator.comparingInt(Match::start)
            .thenComparingInt(Match::end)
            .thenComparing(match -> match.rule().id()));
    List<Spot> spots = new ArrayList<>(matches.size());
    Cursor cursor = new Cursor(content);
    for (Match match : matches) {
      Spot.Position from = cursor.to(match.start());
      spots.add(new Spot(file, match.rule(), from, cursor.copy().to(match.end())));
    }
    return spots;
  }

  /** Goes forward through a content and knows where it is. */
  private static final class Cursor {
    private final byte[] content;
    private int at;
    private int line = 1;
    private int column = 1;

    Cursor(byte[] content) {
      this.content = content;
    }

    Cursor copy() {
      Cursor copy = new Cursor(content);
      copy.at = at;
      copy.line = line;
      copy.column = column;
      return copy;
    }

    /** Not before the last place asked for. */
    Spot.Position to(int offset) {
      for (; at < offset; at++) {
        if (content[at] == '\n') {
          line++;
          column = 1;
        } else if (at + 1 == content.length || (content[at + 1] & 0xC0) != 0x80) {
          // The last byte of a code point.
          column++;
        }
      }
      return new Spot.Position(offset, line, column);
    }
  }
}
