// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.detect.Topic;
import java.util.EnumSet;
import java.util.Set;

/** Where in a message the text would stand: a running firewall looks for less in some places. */
enum Place {
  argument,
  result,
  description;

  Set<Topic> topics() {
    return switch (this) {
      case argument -> EnumSet.allOf(Topic.class);
      case result -> EnumSet.of(Topic.INJECTION, Topic.SMUGGLING, Topic.SECRET, Topic.PII);
      case description -> EnumSet.of(Topic.INJECTION, Topic.SMUGGLING, Topic.SECRET);
    };
  }
}
