// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import dev.mcpfirewall.text.Glyphs;
import java.text.Normalizer;

/**
 * How names of tools, servers and agents are compared: by what a person sees, whatever the case.
 */
public final class Names {
  private static final int BLANK_BRAILLE = 0x2800;

  private Names() {}

  /**
   * The name as it is compared: compatibility forms, accents and look-alike letters as the Latin
   * ones, nothing invisible, no space around it, lower case. Folding twice changes nothing more.
   *
   * <p>A letter of another script that looks like one Latin letter small and like another one
   * capital (Greek {@code ν} and {@code Ν}) is each of them: of such letters, and only of them,
   * upper and lower case differ.
   */
  public static String fold(String name) {
    if (isFolded(name)) {
      return name;
    }
    StringBuilder folded = new StringBuilder(name.length());
    Normalizer.normalize(name, Normalizer.Form.NFKD)
        .codePoints()
        .filter(Names::shows)
        .forEach(c -> folded.appendCodePoint(letter(c)));
    return Normalizer.normalize(folded, Normalizer.Form.NFKC).strip();
  }

  /**
   * Whether a name that reads as plain ASCII is spelt with something else: look-alike letters,
   * accents, invisible characters. Nobody names a tool so by accident; whoever lets names pass may
   * ask for this as well.
   */
  public static boolean isDisguised(String name) {
    String folded = fold(name);
    boolean ascii = folded.chars().allMatch(c -> c < 0x80);
    String plain = name.strip();
    return ascii && (plain.length() != folded.length() || !equalsIgnoringAsciiCase(plain, folded));
  }

  private static boolean equalsIgnoringAsciiCase(String name, String lower) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFolded(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c >= 'A' && c <= 'Z') {
        return false;
      }
    }
    return true;
  }

  private static boolean shows(int c) {
    return !Glyphs.isInvisible(c)
        && !Glyphs.isLatinMark(c)
        && Character.getType(c) != Character.FORMAT
        && !Character.isISOControl(c)
        && c != BLANK_BRAILLE;
  }

  private static int letter(int c) {
    if (c < 0x80) {
      return Character.toLowerCase(c);
    }
    int upper = Character.toUpperCase(c);
    int lower = Character.toLowerCase(upper);
    int latin = Glyphs.latin(c);
    // A capital that looks like a Latin one stands for its small letter too, which may not.
    latin = latin >= 0 ? latin : Glyphs.latin(lower);
    latin = latin >= 0 ? latin : Glyphs.latin(upper);
    return latin >= 0 ? Character.toLowerCase(latin) : lower;
  }
}
