// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Message;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is to be done about one frame.
 *
 * @param raw the frame
 * @param batch whether it is a batch, so that what is left of it stays one
 * @param decided one for each message in it
 */
record Step(Bytes raw, boolean batch, List<Decided> decided) {
  /**
   * A message, where the bytes were one, and what is to be done about it.
   *
   * @param message empty for malformed bytes
   */
  record Decided(Optional<Message> message, Outcome outcome) {}

  /** What goes on to the other side, if anything does. */
  Optional<Bytes> forward() {
    boolean untouched =
        decided.stream()
            .allMatch(one ->
                one.message().isPresent()
                    && one.outcome().forward().equals(one.message().map(Message::raw)));
    return batch && untouched ? Optional.of(raw) : gather(one -> one.outcome().forward());
  }

  /** What goes back to the sender, if anything does. */
  Optional<Bytes> reply() {
    return gather(one -> one.outcome().reply());
  }

  private Optional<Bytes> gather(Function<Decided, Optional<Bytes>> part) {
    if (!batch) {
      return part.apply(decided.getFirst());
    }
    List<Bytes> parts = decided.stream().map(part).flatMap(Optional::stream).toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(array(parts));
  }

  private static Bytes array(List<Bytes> elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    char before = '[';
    for (Bytes element : elements) {
      out.write(before);
      out.writeBytes(element.toArray());
      before = ',';
    }
    out.write(']');
    return Bytes.owning(Objects.requireNonNull(out.toByteArray()));
  }
}
