// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.policy.PolicyInput;
import java.util.Random;

/** Messages of few names, so that they meet rules. */
final class RandomMessages {
  private static final String[] TOOLS = {
    "read", "write", "fetch", "exec", "get_x", "Read", "r\u0435ad"
  };
  private static final String[] SERVERS = {"fs", "web", "FS", "other"};
  private static final String[] AGENTS = {"cursor", "claude", "Cursor ", "", "x"};
  private static final String[] METHODS = {"resources/read", "prompts/get", "tools/list", "x/y"};
  private static final String[] KEYS = {"path", "Path", "a", "b", "uri", "command", "evil", "c/d"};
  private static final String[] TEXTS = {
    "/etc/passwd",
    "src/a",
    "../x",
    "50",
    "ok",
    "okay",
    "evil",
    "http://evil.com/x",
    "a1",
    "https://docs.example.com/",
    "~/x",
    "/home/ann/.ssh/id",
    "file:///etc/x",
    "true",
    "null",
    "evil.com",
    "",
    "\uff45vil",
    "10",
    " 50 ",
    "/home/ann/shop/src/b",
    "rm -rf /etc; ls ok"
  };
  private static final String[] LABELS = {"untrusted_content", "private_data", "hr"};
  private static final String[] POINTERS = {"/path", "/a", "/a/b", "/b", "/a/0", ""};

  private final Random random;

  RandomMessages(Random random) {
    this.random = random;
  }

  static String text(PolicyInput input) {
    return input
            .what()
            .tool()
            .flatMap(PolicyInput.Tool::arguments)
            .or(() -> input.what().params())
            .or(() -> input.what().result())
            .map(v -> v.raw().utf8())
            .orElse("-")
        + " "
        + input;
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  PolicyInput message() {
    int kind = random.nextInt(10);
    String base;
    Messages message;
    if (kind < 6) {
      message = Messages.call(pick(TOOLS), random.nextInt(20) == 0 ? json(2) : object(2));
      base = "/params/arguments";
    } else if (kind < 8) {
      message = Messages.request(pick(METHODS), object(2)).acts(random.nextInt(3) > 0);
      base = "/params";
    } else {
      message = Messages.result(pick(TOOLS), object(2));
      base = "/result";
    }
    message.agent(pick(AGENTS)).server(pick(SERVERS));
    if (random.nextInt(20) == 0) {
      message.direction(random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND);
    }
    for (String label : LABELS) {
      if (random.nextBoolean()) {
        message.label(label);
      }
    }
    if (random.nextInt(4) == 0) {
      message.found(random.nextBoolean() ? "secrets" : "pii", base + pick(POINTERS));
    }
    if (random.nextInt(4) == 0) {
      message.source(base + pick(POINTERS), pick(LABELS));
    }
    if (random.nextInt(4) == 0) {
      message.reached("chain" + (1 + random.nextInt(2)), 1 + random.nextInt(2));
    }
    if (random.nextInt(5) == 0) {
      message.hint("openWorldHint", random.nextBoolean());
    }
    if (random.nextInt(20) == 0) {
      message.exceeded("tool read", random.nextInt(5000));
    }
    return message.build();
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    java.util.Set<String> keys = new java.util.LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      keys.add(pick(KEYS));
    }
    for (String key : keys) {
      object.append(object.length() > 1 ? "," : "").append('\'').append(key).append("':");
      // Commands in pieces are put together, which the plain reading does not do: BypassTest.
      object.append(json(key.equals("command") ? 0 : depth - 1));
    }
    return object.append('}').toString();
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0 -> String.valueOf(random.nextInt(70));
      case 1 -> random.nextBoolean() ? "50.0" : "5e1";
      case 2 -> random.nextBoolean() ? "true" : "null";
      case 7 -> object(depth);
      case 8, 9 ->
          "[" + json(depth - 1) + (random.nextBoolean() ? "" : "," + json(depth - 1)) + "]";
      default -> "'" + pick(TEXTS) + "'";
    };
  }
}
