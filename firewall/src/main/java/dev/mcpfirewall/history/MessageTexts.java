// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts and numbers of a message's contents: of its params, result or error, all that is no
 * bookkeeping of the protocol. Linear.
 */
final class MessageTexts {
  /** Members directly in params, result or {@code _meta} that only their sender understands. */
  private static final Set<String> TOKENS =
      Set.of("cursor", "nextCursor", "requestState", "requestId", "progressToken");

  /** Of a request's params also the name of the tool or prompt, which rules ask about by itself. */
  private static final Set<String> SELECTING =
      Stream.concat(TOKENS.stream(), Stream.of("name")).collect(Collectors.toUnmodifiableSet());

  private final Sink sink;

  private MessageTexts(Sink sink) {
    this.sink = sink;
  }

  /** Told of each value. */
  @FunctionalInterface
  interface Sink {
    /**
     * A string, a key or a number.
     *
     * @param at where it stands; a key where its value does
     */
    void value(Value value, Place at);
  }

  /** Where a value stands, as a chain, so that only what is asked for costs a pointer. */
  record Place(Optional<Place> parent, String name, int index) {
    static final Place ROOT = new Place(Optional.empty(), "", -1);

    Place member(String child) {
      return new Place(Optional.of(this), child, -1);
    }

    Place element(int child) {
      return new Place(Optional.of(this), "", child);
    }

    Pointer pointer() {
      if (parent.isEmpty()) {
        return Pointer.ROOT;
      }
      Pointer above = parent.get().pointer();
      return index < 0 ? above.member(name) : above.element(index);
    }
  }

  /** Hands over every value of the message, in order. */
  static void of(Message message, Sink sink) {
    MessageTexts texts = new MessageTexts(sink);
    boolean asks = message instanceof Message.Request || message instanceof Message.Notification;
    Set<String> without = asks ? SELECTING : TOKENS;
    for (String part : List.of("params", "result", "error")) {
      message
          .root()
          .member(part)
          .ifPresent(value -> texts.part(value, Place.ROOT.member(part), without));
    }
  }

  private void part(Value value, Place place, Set<String> without) {
    if (!value.is(Kind.OBJECT)) {
      walk(value, place);
      return;
    }
    for (Value.Member member : value.members()) {
      String name = member.key().text();
      Place at = place.member(name);
      if (without.contains(name)) {
        continue;
      }
      sink.value(member.key(), at);
      if (name.equals("_meta")) {
        part(member.value(), at, TOKENS);
      } else {
        walk(member.value(), at);
      }
    }
  }

  /** Recursion is bounded by the depth of a document. */
  private void walk(Value value, Place place) {
    switch (value.kind()) {
      case STRING, NUMBER -> sink.value(value, place);
      case OBJECT -> {
        for (Value.Member member : value.members()) {
          Place at = place.member(member.key().text());
          sink.value(member.key(), at);
          walk(member.value(), at);
        }
      }
      case ARRAY -> {
        int position = 0;
        for (Value element : value.elements()) {
          walk(element, place.element(position++));
        }
      }
      case TRUE, FALSE, NULL -> {}
    }
  }
}
