// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Parsed;
import dev.mcpfirewall.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames as JSON-RPC 2.0 messages, strictly: what is not certain to mean the same to every
 * parser is {@link Reading.Malformed}. Stateless.
 */
public final class Reader {
  private static final List<String> CALL_NAMES = List.of("name", "arguments");

  /** Each element costs a decision and a record, however small it is. */
  static final int MOST_ELEMENTS = 10_000;

  private Reader() {}

  /**
   * Reads one frame.
   *
   * @param batches whether the protocol version spoken has batches
   */
  public static Reading read(Bytes frame, boolean batches) {
    return switch (Document.parse(frame)) {
      case Parsed.Refused refused -> refused(frame, refused);
      case Document document when document.root().is(Kind.ARRAY) -> batch(document, batches);
      case Document document -> message(document);
    };
  }

  /** The reading of a frame too long to be kept. */
  public static Reading tooLarge(Bytes head, Bytes tail, long size) {
    return malformed(Problem.TOO_LARGE, 0, Salvage.of(head, tail), size);
  }

  /** The reading of a frame on which we ourselves have failed. */
  public static Reading.Malformed undecided(Bytes frame) {
    return malformed(Problem.UNDECIDED, 0, Salvage.of(frame, frame), frame.length());
  }

  /** The reading of a message on which we ourselves have failed. */
  public static Reading.Malformed undecided(Message message) {
    Optional<Id> id =
        switch (message) {
          case Message.Request request -> Optional.of(request.id());
          case Message.Notification notification -> Optional.empty();
          case Message.Result result -> Optional.of(result.id());
          case Message.Failure failure -> failure.id();
        };
    Salvage whole = new Salvage(id, intent(message.root()));
    return malformed(Problem.UNDECIDED, 0, whole, message.raw().length());
  }

  private static Reading.Malformed malformed(
      Problem problem, int offset, Salvage salvage, long size) {
    return new Reading.Malformed(problem, offset, salvage.id(), salvage.intent(), size);
  }

  private static Reading refused(Bytes frame, Parsed.Refused refused) {
    return switch (refused.flaw()) {
      case EMPTY -> new Reading.Blank();
      default -> {
        Problem problem =
            new Problem(
                Problem.PARSE_ERROR, "protocol." + refused.flaw().wire(), refused.flaw().words());
        yield malformed(problem, refused.offset(), Salvage.of(frame, frame), frame.length());
      }
    };
  }

  private static Reading batch(Document document, boolean batches) {
    if (!batches) {
      return malformed(document, Problem.BATCH);
    }
    List<Reading> elements = new ArrayList<>();
    for (Value element : document.root().elements()) {
      if (elements.size() == MOST_ELEMENTS) {
        return malformed(document, Problem.BATCH_SIZE);
      }
      // Read anew from its own bytes, so that spans are those of the message alone.
      elements.add(
          switch (Document.parse(element.raw())) {
            case Parsed.Refused refused -> refused(element.raw(), refused);
            case Document one -> message(one);
          });
    }
    return elements.isEmpty()
        ? malformed(document, Problem.EMPTY_BATCH)
        : new Reading.Batch(document.bytes(), elements);
  }

  private static Reading message(Document document) {
    Value root = document.root();
    if (!root.is(Kind.OBJECT)) {
      return malformed(document, Problem.NOT_AN_OBJECT);
    }
    Envelope envelope = Envelope.of(root);
    if (envelope.ambiguous()) {
      return malformed(document, Problem.KEY_CASE);
    }
    if (envelope.version().filter(version -> version.isText("2.0")).isEmpty()) {
      return malformed(document, Problem.VERSION);
    }
    Optional<Id> id = envelope.id().flatMap(Id::of);
    if (envelope.method().isPresent()) {
      return asking(document, envelope, id);
    }
    boolean result = envelope.result().isPresent();
    if (result == envelope.error().isPresent() || result && envelope.id().isEmpty()) {
      return malformed(document, Problem.SHAPE);
    }
    if (envelope.id().isPresent() && id.isEmpty() && (result || !isNull(envelope.id()))) {
      return malformed(document, Problem.ID);
    }
    return new Reading.Single(
        result
            ? new Message.Result(root, id.orElseThrow(), envelope.result().orElseThrow())
            : new Message.Failure(root, id, envelope.error().orElseThrow()));
  }

  private static Reading asking(Document document, Envelope envelope, Optional<Id> id) {
    Optional<Value> params = envelope.params();
    Optional<String> method = envelope.method().flatMap(Value::asText);
    if (method.isEmpty()) {
      return malformed(document, Problem.METHOD);
    }
    if (envelope.result().isPresent() || envelope.error().isPresent()) {
      return malformed(document, Problem.SHAPE);
    }
    if (envelope.id().isPresent() && id.isEmpty()) {
      return malformed(document, Problem.ID);
    }
    if (params.isPresent() && !params.get().is(Kind.OBJECT) && !params.get().is(Kind.ARRAY)) {
      return malformed(document, Problem.PARAMS);
    }
    if (method.get().equals("tools/call")
        && params.filter(value -> Lookalike.isIn(value, CALL_NAMES)).isPresent()) {
      return malformed(document, Problem.KEY_CASE);
    }
    Optional<Params> meaning = params(method.get(), params);
    if (meaning.isEmpty()) {
      return malformed(document, Problem.TOOL_NAME);
    }
    Value root = document.root();
    return new Reading.Single(
        id.isPresent()
            ? new Message.Request(root, id.get(), meaning.get())
            : new Message.Notification(root, meaning.get()));
  }

  private static Optional<Params> params(String method, Optional<Value> params) {
    return switch (method) {
      case "tools/call" ->
          params.flatMap(value ->
              value
                  .memberText("name")
                  .map(name -> new Params.ToolCall(value, name, value.member("arguments"))));
      case "notifications/cancelled" ->
          Optional.of(
              params
                  .<Params>map(
                      value -> new Params.Cancel(value, value.member("requestId").flatMap(Id::of)))
                  .orElseGet(() -> new Params.Other(method, params)));
      default -> Optional.of(new Params.Other(method, params));
    };
  }

  private static boolean isNull(Optional<Value> value) {
    return value.filter(v -> v.is(Kind.NULL)).isPresent();
  }

  private static Reading malformed(Document document, Problem problem) {
    Optional<Id> id = document.root().member("id").flatMap(Id::of);
    Salvage whole = new Salvage(id, intent(document.root()));
    return malformed(problem, 0, whole, document.bytes().length());
  }

  /** What a value was meant to be, by those of its keys that some reader may take for ours. */
  private static Reading.Intent intent(Value root) {
    boolean asks = false;
    boolean answers = false;
    if (root.is(Kind.OBJECT)) {
      for (Value.Member member : root.members()) {
        String key = member.key().text();
        asks |= key.equalsIgnoreCase("method");
        answers |= key.equalsIgnoreCase("result") || key.equalsIgnoreCase("error");
      }
    }
    return Reading.Intent.of(asks, answers);
  }

  /** The members of JSON-RPC's outermost object, found in one walk. */
  private record Envelope(
      Optional<Value> version,
      Optional<Value> id,
      Optional<Value> method,
      Optional<Value> params,
      Optional<Value> result,
      Optional<Value> error,
      boolean ambiguous) {
    private static final List<String> NAMES =
        List.of("jsonrpc", "id", "method", "params", "result", "error");

    static Envelope of(Value root) {
      @Nullable Value[] found = new Value[NAMES.size()];
      boolean ambiguous = false;
      for (Value.Member member : root.members()) {
        int i = 0;
        while (i < found.length && !member.key().isText(NAMES.get(i))) {
          i++;
        }
        if (i < found.length) {
          found[i] = member.value();
        } else {
          ambiguous |= Lookalike.isOf(member.key(), NAMES);
        }
      }
      return new Envelope(
          Optional.ofNullable(found[0]),
          Optional.ofNullable(found[1]),
          Optional.ofNullable(found[2]),
          Optional.ofNullable(found[3]),
          Optional.ofNullable(found[4]),
          Optional.ofNullable(found[5]),
          ambiguous);
    }
  }
}
