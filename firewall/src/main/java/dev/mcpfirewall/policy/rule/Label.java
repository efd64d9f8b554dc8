// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

/**
 * What a session has seen, or for {@link #EGRESS}, what a call does.
 *
 * @param name lower-case words joined by underscores
 */
public record Label(String name) implements Comparable<Label> {
  /** Text from people who are not the user: web pages, mail, issues, chats. */
  public static final Label UNTRUSTED_CONTENT = new Label("untrusted_content");

  /** Data that is not meant to leave: files outside the project, databases, mail, secrets. */
  public static final Label PRIVATE_DATA = new Label("private_data");

  /** A call that carries data out. */
  public static final Label EGRESS = new Label("egress");

  /**
   * With a name.
   *
   * @throws IllegalArgumentException if it is no such name; the message says so to a person
   */
  public Label {
    if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
      throw new IllegalArgumentException(
          "is no label; write lower-case words joined by underscores");
    }
  }

  @Override
  public int compareTo(Label other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
