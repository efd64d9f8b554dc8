// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.List;

/**
 * What a text says.
 *
 * @param written the text, and each part of it that acts, such as one command of several
 * @param all these, and what they come to: a command behind {@code sudo}, a URL without disguise
 * @param bounded whether there is more than was read
 */
record TextReadings(List<String> written, List<String> all, boolean bounded) {
  TextReadings {
    written = List.copyOf(written);
    all = List.copyOf(all);
  }
}
