// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tree as bytes: magic, version, digest of the source, digest of the body, body. Reading is
 * bounded and total: bytes that are not exactly what {@link #write} makes are no tree, never an
 * error and never a large allocation.
 */
final class SnapshotCodec {
  private static final int MAGIC = 0x4D465753;
  // Raise with every change of the format, of Node, or of what YamlReader accepts.
  private static final int VERSION = 1;
  private static final int DEEPEST = 40;
  private static final byte MAP = 1;
  private static final byte LIST = 2;
  private static final byte PLAIN = 3;
  private static final byte QUOTED = 4;

  private SnapshotCodec() {}

  static byte[] write(Digest source, MapNode tree) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body);
        DataOutputStream all = new DataOutputStream(whole)) {
      node(out, tree);
      all.writeInt(MAGIC);
      all.writeInt(VERSION);
      all.write(source.toArray());
      all.write(Digest.of(body.toByteArray()).toArray());
      all.write(body.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to be written", e);
    }
    return whole.toByteArray();
  }

  private static void node(DataOutputStream out, Node node) throws IOException {
    switch (node) {
      case MapNode map -> {
        head(out, MAP, map.at());
        out.writeInt(map.entries().size());
        for (Entry entry : map.entries()) {
          node(out, entry.key());
          node(out, entry.value());
        }
      }
      case ListNode list -> {
        head(out, LIST, list.at());
        out.writeInt(list.items().size());
        for (Node item : list.items()) {
          node(out, item);
        }
      }
      case Scalar scalar -> {
        head(out, scalar.plain() ? PLAIN : QUOTED, scalar.at());
        byte[] text = scalar.text().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    }
  }

  private static void head(DataOutputStream out, byte tag, Position at) throws IOException {
    out.writeByte(tag);
    out.writeInt(at.line());
    out.writeInt(at.column());
  }

  /**
   * The tree in {@code bytes}, if they are a snapshot of {@code source} made by this version.
   *
   * @param file the name that positions get: the same content may stand in several places
   */
  static Optional<MapNode> read(Digest source, String file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.getInt() != MAGIC || in.getInt() != VERSION || !digest(in).equals(source)) {
        return Optional.empty();
      }
      Digest body = digest(in);
      byte[] rest = Arrays.copyOfRange(bytes, in.position(), bytes.length);
      if (!Digest.of(rest).equals(body)) {
        return Optional.empty();
      }
      return readNode(in, file, 0)
          .filter(root -> !in.hasRemaining())
          .filter(MapNode.class::isInstance)
          .map(MapNode.class::cast);
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static Digest digest(ByteBuffer in) {
    byte[] value = new byte[Digest.LENGTH];
    in.get(value);
    return new Digest(value);
  }

  private static Optional<Node> readNode(ByteBuffer in, String file, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    byte tag = in.get();
    Position at = new Position(file, in.getInt(), in.getInt());
    int size = in.getInt();
    if (size < 0 || size > in.remaining()) {
      return Optional.empty();
    }
    return switch (tag) {
      case MAP -> readMap(in, at, size, depth);
      case LIST -> readItems(in, file, size, depth).map(items -> new ListNode(at, items));
      case PLAIN, QUOTED -> Optional.of(new Scalar(at, text(in, size), tag == PLAIN));
      default -> Optional.empty();
    };
  }

  private static Optional<Node> readMap(ByteBuffer in, Position at, int size, int depth) {
    return readItems(in, at.file(), 2L * size, depth)
        .flatMap(items -> {
          List<Entry> entries = new ArrayList<>();
          for (int i = 0; i < items.size(); i += 2) {
            if (!(items.get(i) instanceof Scalar key)) {
              return Optional.empty();
            }
            entries.add(new Entry(key, items.get(i + 1)));
          }
          return Optional.of(new MapNode(at, entries));
        });
  }

  private static Optional<List<Node>> readItems(ByteBuffer in, String file, long count, int depth) {
    List<Node> items = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Optional<Node> item = readNode(in, file, depth + 1);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.of(items);
  }

  private static String text(ByteBuffer in, int size) {
    byte[] text = new byte[size];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
