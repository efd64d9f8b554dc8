// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names every text in a message and its use. It walks the whole tree, so that a member nobody knows
 * is a surface too; the protocol's own words only decide the use.
 */
final class Surfaces {
  /** Shorter numbers can be no card or account. */
  private static final int LONG_NUMBER = 12;

  private final List<Surface> found = new ArrayList<>();

  private Surfaces() {}

  static List<Surface> of(Message message, String answers) {
    Surfaces surfaces = new Surfaces();
    Value root = message.root();
    for (Value.Member member : root.members()) {
      String name = member.key().text();
      switch (name) {
        case "jsonrpc" -> {}
        case "id" -> surfaces.scalar(member.value(), Use.TOKEN);
        case "method" -> surfaces.method(member.value());
        case "params" -> surfaces.params(message, member.value());
        case "result" -> surfaces.result(member.value(), answers);
        default -> surfaces.member(member, Use.PROSE);
      }
    }
    return surfaces.found;
  }

  private void method(Value method) {
    if (method.asText().filter(Method::isKnown).isEmpty()) {
      scalar(method, Use.NAME);
    }
  }

  private void params(Message message, Value params) {
    String method =
        switch (message) {
          case Message.Request request -> request.method();
          case Message.Notification notification -> notification.method();
          case Message.Result r -> "";
          case Message.Failure f -> "";
        };
    Use use = useOfParams(method);
    if (!params.is(Kind.OBJECT)) {
      walk(params, use);
      return;
    }
    for (Value.Member member : params.members()) {
      String name = member.key().text();
      if (name.equals("_meta")) {
        meta(member);
      } else if (isToken(name)) {
        key(member, Use.PROSE);
        scalar(member.value(), Use.TOKEN);
      } else if (name.equals("name") && (use == Use.ARGUMENT)) {
        key(member, Use.PROSE);
        scalar(member.value(), Use.NAME);
      } else {
        member(member, use);
      }
    }
  }

  private static Use useOfParams(String method) {
    return switch (method) {
      case "initialize" -> Use.IDENTITY;
      case "sampling/createMessage",
          "notifications/message",
          "notifications/progress",
          "notifications/cancelled",
          "notifications/tasks/status",
          "notifications/tasks" ->
          Use.PROSE;
      default -> Use.ARGUMENT;
    };
  }

  private void result(Value value, String answers) {
    Use use =
        switch (answers) {
          case "initialize", "server/discover" -> Use.PROSE;
          case "sampling/createMessage", "elicitation/create", "roots/list" -> Use.ARGUMENT;
          default -> Use.PROSE;
        };
    for (Value.Member member : value.members()) {
      String name = member.key().text();
      if (name.equals("nextCursor") || isToken(name)) {
        key(member, Use.PROSE);
        scalar(member.value(), Use.TOKEN);
      } else {
        member(member, use);
      }
    }
    if (!value.is(Kind.OBJECT)) {
      walk(value, use);
    }
  }

  private static boolean isToken(String name) {
    return name.equals("cursor") || name.equals("requestState") || name.equals("requestId");
  }

  /** Who is calling stands in {@code _meta} in the modern era; the rest of it is ordinary text. */
  private void meta(Value.Member meta) {
    key(meta, Use.PROSE);
    for (Value.Member member : meta.value().members()) {
      String name = member.key().text();
      if (name.equals("progressToken")) {
        key(member, Use.PROSE);
        scalar(member.value(), Use.TOKEN);
      } else {
        member(member, name.startsWith("io.modelcontextprotocol/") ? Use.IDENTITY : Use.ARGUMENT);
      }
    }
    if (!meta.value().is(Kind.OBJECT)) {
      walk(meta.value(), Use.ARGUMENT);
    }
  }

  private void member(Value.Member member, Use use) {
    key(member, use);
    walk(member.value(), use);
  }

  private void key(Value.Member member, Use use) {
    found.add(new Surface(member.key(), use));
  }

  /** Everything in the tree below {@code top}, in one pass over the index. */
  private void walk(Value top, Use use) {
    Document document = top.document();
    int behind = top.next();
    Set<Integer> blobs = new HashSet<>(0);
    for (int i = top.index(); i < behind; i++) {
      Value value = document.at(i);
      switch (value.kind()) {
        case STRING -> found.add(new Surface(value, blobs.contains(i) ? Use.BLOB : use));
        case NUMBER -> scalar(value, use);
        case OBJECT -> {
          if (use == Use.PROSE) {
            Blob.in(value).ifPresent(blob -> blobs.add(blob.index()));
          }
        }
        case ARRAY, TRUE, FALSE, NULL -> {}
      }
    }
  }

  private void scalar(Value value, Use use) {
    if (value.is(Kind.STRING) || value.is(Kind.NUMBER) && value.span().length() >= LONG_NUMBER) {
      found.add(new Surface(value, use));
    } else if (value.is(Kind.OBJECT) || value.is(Kind.ARRAY)) {
      walk(value, Use.ARGUMENT);
    }
  }
}
