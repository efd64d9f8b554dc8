// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How a finder is made, as it stands in the compiled rules.
 *
 * @param kind {@code shape}, {@code phrase}, {@code pattern} or the name of a hand-written finder
 * @param rule what its matches are reported as
 * @param spelling the shape, phrase or pattern
 * @param before how far before its keyword a pattern's match may begin
 * @param after how far behind its keyword a pattern's match may end
 * @param entropy least entropy of a match in bits a byte; 0 for any
 */
record FinderSpec(String kind, Rule rule, String spelling, int before, int after, double entropy) {
  private static final Level[] LEVELS = Level.values();
  private static final Topic[] TOPICS = Topic.values();

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(kind);
    out.writeUTF(rule.id());
    out.writeByte(rule.topic().ordinal());
    out.writeByte(rule.level().ordinal());
    out.writeUTF(rule.label());
    out.writeUTF(spelling);
    out.writeShort(before);
    out.writeShort(after);
    out.writeFloat((float) entropy);
  }

  static FinderSpec read(DataInputStream in) throws IOException {
    String kind = in.readUTF();
    String id = in.readUTF();
    Topic topic = TOPICS[in.readByte()];
    Level level = LEVELS[in.readByte()];
    Rule rule = new Rule(id, topic, level, in.readUTF());
    return new FinderSpec(kind, rule, in.readUTF(), in.readShort(), in.readShort(), in.readFloat());
  }
}
