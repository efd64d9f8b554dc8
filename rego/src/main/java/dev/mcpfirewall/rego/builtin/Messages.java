// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.text.TextBuffer;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy says while it runs, and the strings with expressions in them. The compiler wraps an
 * operand that may be undefined into a set: empty is undefined, several are several messages.
 */
final class Messages {
  private static final String UNDEFINED = "<undefined>";

  private Messages() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("print", "(...any) boolean", (Builtin.OfMany) Messages::print),
        new Builtin(
            "internal.print",
            "(arguments: array[set[any]]) boolean",
            (Builtin.Of1) Messages::prints),
        new Builtin(
            "internal.template_string",
            "(parts: array[any]) string",
            (Builtin.Of1) Messages::template),
        new Builtin("trace", "(note: string) boolean", (Builtin.Of1) Messages::trace));
  }

  private static Value print(Evaluation in, List<Value> arguments) {
    in.print(in.at(), String.join(" ", arguments.stream().map(new ManyTexts(in)::plain).toList()));
    return BooleanValue.TRUE;
  }

  /** Says each combination of the operands' values. */
  private static Value prints(Evaluation in, Value a) {
    ArrayValue operands = Operand.array(a, 1);
    List<List<Value>> choices = new ArrayList<>(operands.size());
    for (Value operand : operands.elements()) {
      choices.add(
          operand instanceof SetValue set && set.size() > 0
              ? set.elements()
              : List.of(operand instanceof SetValue ? StringValue.of(UNDEFINED) : operand));
    }
    int[] chosen = new int[choices.size()];
    int turned;
    do {
      List<String> texts = new ArrayList<>(chosen.length);
      ManyTexts parts = new ManyTexts(in);
      for (int i = 0; i < chosen.length; i++) {
        texts.add(parts.plain(choices.get(i).get(chosen[i])));
      }
      in.spend(1 + chosen.length);
      in.print(in.at(), String.join(" ", texts));
      turned = chosen.length - 1;
      while (turned >= 0 && ++chosen[turned] == choices.get(turned).size()) {
        chosen[turned--] = 0;
      }
    } while (turned >= 0);
    return BooleanValue.TRUE;
  }

  private static Value template(Evaluation in, Value a) {
    ArrayValue parts = Operand.array(a, 1);
    return Texts.bounded(
        in,
        () -> {
          TextBuffer out = new TextBuffer(16 * parts.size());
          ManyTexts texts = new ManyTexts(in);
          for (int i = 0; i < parts.size(); i++) {
            out.append(part(in, texts, parts.get(i)));
          }
          return out.toString();
        });
  }

  private static String part(Evaluation in, ManyTexts texts, Value part) {
    if (!(part instanceof SetValue set)) {
      return texts.plain(part);
    }
    return switch (set.size()) {
      case 0 -> UNDEFINED;
      case 1 -> texts.plain(set.at(0));
      default ->
          throw new RegoException(
              RegoError.of(
                  ErrorCode.EVAL_CONFLICT,
                  "template-strings must not produce multiple outputs",
                  in.at()));
    };
  }

  private static Value trace(Evaluation in, Value a) {
    in.print(in.at(), Operand.string(a, 1));
    return BooleanValue.TRUE;
  }
}
