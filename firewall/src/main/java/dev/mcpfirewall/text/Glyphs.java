// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.text;

/**
 * Characters that show nothing, and letters that look like ASCII ones. For characters that {@link
 * java.text.Normalizer}'s compatibility forms leave as they are.
 */
public final class Glyphs {
  private static final String LOOKALIKES =
      "АаВЕеКкМНОоРрСсТтХхУуІіЈјЅѕԁԛԝһԌԍҮүҺЗᎪᎬᎢᏚΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιικνορτυχγωϲϳꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ"
          + "ɑɡıȷʀɢʜɪʟɴʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢւոսօցյհթѴѵӀӏѡпгⲟⲣⲥ‐‑‒–—―−‘’‚‛′“”„″⁄∕․∶։﹕";
  private static final String LATIN =
      "AaBEeKkMHOoPpCcTtXxYyIiJjSsdqwhGgYyh3AETSABEZHIKMNOPTYXaiikvoptuxywcjBCDEFGHIJKLMNOPRSTUVWXYZ"
          + "agijrghilnyacdejkmoptuvwzinuogjhpVvIlwnropc-------'''''\"\"\"\"//.:::";

  private Glyphs() {}

  /** The ASCII character that this one looks like in most fonts, or -1. */
  public static int latin(int codePoint) {
    int index = codePoint < 0x10000 ? LOOKALIKES.indexOf((char) codePoint) : -1;
    return index < 0 ? -1 : LATIN.charAt(index);
  }

  /** Whether it takes no room and shows nothing, whatever the font. */
  public static boolean isInvisible(int c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || c >= 0x180B && c <= 0x180F
        || c >= 0x200B && c <= 0x200F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F
        || c == 0x3164
        || c >= 0xFE00 && c <= 0xFE0F
        || c == 0xFEFF
        || c == 0xFFA0
        || c >= 0x1D173 && c <= 0x1D17A
        || c >= 0xE0000 && c < 0xE0020
        || c >= 0xE007F && c <= 0xE01EF;
  }

  /** Whether it is a mark that is set on Latin letters, and shows nothing of its own. */
  public static boolean isLatinMark(int c) {
    boolean range = c >= 0x300 && c <= 0x36F || c >= 0x1AB0 && c <= 0x20FF;
    return range
        && (Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.ENCLOSING_MARK);
  }
}
