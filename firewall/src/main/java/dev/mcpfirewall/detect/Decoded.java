// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A view's text as a string, and where its characters stand among the view's bytes. */
final class Decoded {
  private final TextView view;
  private final String text;
  private final boolean ascii;
  private int @Nullable [] offsets;

  Decoded(TextView view) {
    this.view = view;
    this.text = new String(view.bytes(), view.from(), view.length(), StandardCharsets.UTF_8);
    this.ascii = text.length() == view.length();
  }

  String text() {
    return text;
  }

  /** The byte at which the character at {@code index} begins. */
  int offset(int index) {
    if (ascii) {
      return view.from() + index;
    }
    int[] known = offsets;
    if (known == null) {
      known = offsets();
      offsets = known;
    }
    return known[index];
  }

  private int[] offsets() {
    int[] all = new int[text.length() + 1];
    int at = view.from();
    for (int i = 0; i < text.length(); i++) {
      all[i] = at;
      char c = text.charAt(i);
      // A surrogate pair is four bytes, counted two and two.
      at += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    all[text.length()] = Math.min(at, view.to());
    return all;
  }
}
