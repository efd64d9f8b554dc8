// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of Go's text/template that fills in variables: fields, variables, pipelines, {@code if},
 * {@code with}, {@code range}, its functions; no templates in templates. Of one thread.
 */
public final class Template {
  /** How a loop goes on. */
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  private final TextBuffer out = new TextBuffer();
  private final IntConsumer spend;
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  private Template(IntConsumer spend) {
    this.spend = spend;
  }

  /**
   * A template filled in. A variable that is not there is printed as {@code <undefined>}.
   *
   * @param spend is told of each step
   * @throws IllegalArgumentException where the template is none, or asks what can't be done
   * @throws LimitExceeded where the text gets too long
   */
  public static String render(String template, ObjectValue variables, IntConsumer spend) {
    Template run = new Template(spend);
    run.set("$", variables);
    run.all(TemplateParser.parse(template), variables);
    return run.out.toString();
  }

  private void set(String name, @Nullable Object value) {
    names.add(name);
    values.add(value);
  }

  private void forget(int mark) {
    names.subList(mark, names.size()).clear();
    values.subList(mark, values.size()).clear();
  }

  private Flow all(List<TemplateNode> nodes, @Nullable Object dot) {
    for (TemplateNode node : nodes) {
      spend.accept(1);
      Flow flow = one(node, dot);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow one(TemplateNode node, @Nullable Object dot) {
    int mark = names.size();
    return switch (node) {
      case TemplateNode.Text text -> {
        out.append(text.text());
        yield Flow.NEXT;
      }
      case TemplateNode.Action action -> {
        Object value = pipe(action.pipe(), dot, true);
        if (action.pipe().variables().isEmpty()) {
          out.append(TemplateData.printed(value));
        }
        yield Flow.NEXT;
      }
      case TemplateNode.If branch -> {
        boolean holds = TemplateData.truthy(pipe(branch.pipe(), dot, true));
        Flow flow = all(holds ? branch.then() : branch.otherwise(), dot);
        forget(mark);
        yield flow;
      }
      case TemplateNode.With branch -> {
        Object value = pipe(branch.pipe(), dot, true);
        Flow flow =
            TemplateData.truthy(value) ? all(branch.then(), value) : all(branch.otherwise(), dot);
        forget(mark);
        yield flow;
      }
      case TemplateNode.Range range -> {
        Flow flow = range(range, dot);
        forget(mark);
        yield flow;
      }
      case TemplateNode.Break _ -> Flow.BREAK;
      case TemplateNode.Continue _ -> Flow.CONTINUE;
    };
  }

  private Flow range(TemplateNode.Range range, @Nullable Object dot) {
    Object value = pipe(range.pipe(), dot, false);
    long size = TemplateData.size(value);
    if (size <= 0) {
      return all(range.otherwise(), dot);
    }
    int mark = names.size();
    for (long i = 0; i < size; i++) {
      spend.accept(1);
      Object element = TemplateData.element(value, i);
      declare(range.pipe(), TemplateData.key(value, i), element);
      Flow flow = all(range.then(), element);
      forget(mark);
      if (flow == Flow.BREAK) {
        break;
      }
    }
    return Flow.NEXT;
  }

  private void declare(TemplateNode.Pipe pipe, Object key, @Nullable Object element) {
    List<String> variables = pipe.variables();
    for (int i = 0; i < variables.size(); i++) {
      bind(variables.get(i), pipe.assigns(), i == variables.size() - 1 ? element : key);
    }
  }

  private void bind(String name, boolean assigns, @Nullable Object value) {
    if (!assigns) {
      set(name, value);
      return;
    }
    values.set(indexOf(name), value);
  }

  private int indexOf(String name) {
    int index = names.lastIndexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("template: undefined variable " + GoQuote.quote(name));
    }
    return index;
  }

  private @Nullable Object pipe(TemplateNode.Pipe pipe, @Nullable Object dot, boolean declares) {
    List<@Nullable Object> piped = new ArrayList<>();
    for (TemplateNode.Command command : pipe.commands()) {
      Object value = command(command, dot, piped);
      piped.clear();
      piped.add(value);
    }
    Object value = piped.getFirst();
    if (declares && !pipe.variables().isEmpty()) {
      bind(pipe.variables().getFirst(), pipe.assigns(), value);
    }
    return value;
  }

  private @Nullable Object command(
      TemplateNode.Command command, @Nullable Object dot, List<@Nullable Object> piped) {
    spend.accept(1);
    TemplateNode.Operand first = command.operands().getFirst();
    List<TemplateNode.Operand> rest = command.operands().subList(1, command.operands().size());
    if (!(first instanceof TemplateNode.Function function)) {
      if (!rest.isEmpty() || !piped.isEmpty()) {
        throw new IllegalArgumentException("template: can't give argument to non-function");
      }
      return operand(first, dot);
    }
    return call(function.name(), rest, dot, piped);
  }

  private @Nullable Object call(
      String name,
      List<TemplateNode.Operand> operands,
      @Nullable Object dot,
      List<@Nullable Object> piped) {
    boolean lazy = name.equals("and") || name.equals("or");
    List<@Nullable Object> arguments = new ArrayList<>();
    for (TemplateNode.Operand operand : operands) {
      Object value = operand(operand, dot);
      if (lazy && TemplateData.truthy(value) == name.equals("or")) {
        return value;
      }
      arguments.add(value);
    }
    arguments.addAll(piped);
    return TemplateFunctions.call(name, arguments);
  }

  private @Nullable Object operand(TemplateNode.Operand operand, @Nullable Object dot) {
    return switch (operand) {
      case TemplateNode.Dot _ -> dot;
      case TemplateNode.Constant constant -> constant.value();
      case TemplateNode.Variable variable -> values.get(indexOf(variable.name()));
      case TemplateNode.Function function -> call(function.name(), List.of(), dot, List.of());
      case TemplateNode.Nested nested -> pipe(nested.pipe(), dot, true);
      case TemplateNode.Field field -> field(operand(field.of(), dot), field.name());
    };
  }

  private static @Nullable Object field(@Nullable Object of, String name) {
    if (of instanceof ObjectValue object) {
      Value member = object.find(StringValue.of(name));
      return member == null ? TemplateData.MISSING : TemplateData.of(member);
    }
    throw new IllegalArgumentException(
        of == TemplateData.MISSING || of == null
            ? "template: nil data; no entry for key " + GoQuote.quote(name)
            : "template: can't evaluate field " + name + " in type " + TemplateData.typeOf(of));
  }
}
