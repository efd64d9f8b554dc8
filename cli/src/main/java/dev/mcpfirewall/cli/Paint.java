// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

/**
 * Colours for a person's eyes.
 *
 * @param isOn whether there is somebody to see them
 */
record Paint(boolean isOn) {
  static Paint ofStandardOutput() {
    return new Paint(Terminal.isColoured(1));
  }

  String red(String text) {
    return with("31", text);
  }

  String green(String text) {
    return with("32", text);
  }

  String yellow(String text) {
    return with("33", text);
  }

  String faint(String text) {
    return with("2", text);
  }

  private String with(String code, String text) {
    return isOn ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
