// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.detect.Topic;

/** What can be looked for, by the names that {@code checks:} in a configuration has. */
enum Looking {
  injection(Topic.INJECTION, "text that gives a model orders"),
  smuggling(Topic.SMUGGLING, "text hidden from the eye"),
  secrets(Topic.SECRET, "a secret"),
  pii(Topic.PII, "personal data"),
  paths(Topic.PATH, "a protected file"),
  commands(Topic.COMMAND, "a dangerous command"),
  egress(Topic.EGRESS, "an address that is off limits");

  private final Topic topic;
  private final String words;

  Looking(Topic topic, String words) {
    this.topic = topic;
    this.words = words;
  }

  Topic topic() {
    return topic;
  }

  /** What its findings are, for a person. */
  String words() {
    return words;
  }

  static Looking of(Topic topic) {
    return switch (topic) {
      case INJECTION -> injection;
      case SMUGGLING -> smuggling;
      case SECRET -> secrets;
      case PII -> pii;
      case PATH -> paths;
      case COMMAND -> commands;
      case EGRESS -> egress;
    };
  }
}
