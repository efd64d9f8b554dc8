// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One of OPA's own compliance cases. */
record ComplianceCase(String folder, String note, ObjectValue content) {

  /** OPA's suite has it beside the language's own. */
  private static final Builtins BUILTINS =
      Builtins.all()
          .and(
              List.of(
                  new Builtin(
                      "test.sleep",
                      "(duration: string) null",
                      (Builtin.Of1) (in, duration) -> NullValue.NULL)));

  /** All cases below a directory, in the order of folders, files and text. */
  static List<ComplianceCase> all(Path directory) throws IOException {
    List<ComplianceCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        Value content = Json.read(Files.readString(file, StandardCharsets.UTF_8));
        if (member(content, "cases").orElseThrow() instanceof ArrayValue list) {
          String folder = directory.relativize(file).getName(0).toString();
          for (Value each : list.elements()) {
            cases.add(
                new ComplianceCase(folder, text(each, "note").orElse("?"), (ObjectValue) each));
          }
        }
      }
    }
    return cases;
  }

  private static Optional<Value> member(Value object, String name) {
    return object instanceof ObjectValue o
        ? Optional.ofNullable(o.find(StringValue.of(name)))
        : Optional.empty();
  }

  private static Optional<String> text(Value object, String name) {
    return member(object, name).map(v -> ((StringValue) v).value());
  }

  private boolean flag(String name) {
    return member(content, name).filter(v -> v == BooleanValue.TRUE).isPresent();
  }

  /** What is wrong with the outcome; empty where nothing is. */
  Optional<String> verdict(Settings settings) {
    Optional<String> error = text(content, "want_error");
    Optional<String> code = text(content, "want_error_code");
    Result result;
    try {
      result = evaluate(settings);
    } catch (RegoException e) {
      return error.isPresent() || code.isPresent()
          ? wrongError(e.errors().getFirst(), error, code)
          : Optional.of("failed: " + e.getMessage());
    }
    return error.isPresent() || code.isPresent()
        ? Optional.of("no error, but " + shown(result))
        : wrongResult(result);
  }

  private static Optional<String> wrongError(
      RegoError got, Optional<String> error, Optional<String> code) {
    boolean fits =
        code.map(c -> got.code().toString().equals(c)).orElse(true)
            && error.map(opa(got)::contains).orElse(true);
    return fits
        ? Optional.empty()
        : Optional.of(
            "wanted " + code.orElse("") + " " + error.orElse("") + "\ngot " + got.headline());
  }

  /** As OPA prints an error: without the column. */
  private static String opa(RegoError error) {
    return error.at().source().name()
        + ":"
        + error.at().line()
        + ": "
        + error.code()
        + ": "
        + error.message();
  }

  private Result evaluate(Settings settings) {
    List<Source> modules = new ArrayList<>();
    if (member(content, "modules").orElse(null) instanceof ArrayValue texts) {
      for (int i = 0; i < texts.size(); i++) {
        modules.add(new Source("test-" + i + ".rego", ((StringValue) texts.get(i)).value()));
      }
    }
    Options options =
        Options.DEFAULT
            .builtins(BUILTINS)
            .strictBuiltinErrors(flag("strict_error"))
            .data(
                member(content, "data").orElse(null) instanceof ObjectValue data
                    ? data
                    : ObjectValue.EMPTY);
    Query query = Rego.compile(modules, options).query(text(content, "query").orElseThrow());
    Optional<Value> input =
        text(content, "input_term").map(ComplianceCase::term).or(() -> member(content, "input"));
    return input.isPresent() ? query.evaluate(input.get(), settings) : query.evaluate(settings);
  }

  private static Value term(String text) {
    return Rego.compile(List.of(), Options.DEFAULT).query(text).value().orElseThrow();
  }

  private Optional<String> wrongResult(Result result) {
    Optional<Value> wanted = member(content, "want_result");
    List<Value> left = rows(result);
    String all = left.toString();
    List<Value> missing = new ArrayList<>();
    if (wanted.orElse(null) instanceof ArrayValue rows) {
      for (Value row : rows.elements()) {
        Value sorted = sorted(row);
        if (!left.remove(sorted)) {
          missing.add(sorted);
        }
      }
    }
    return missing.isEmpty() && left.isEmpty()
        ? Optional.empty()
        : Optional.of("missing " + missing + "\nleft    " + left + "\nall     " + all);
  }

  private List<Value> rows(Result result) {
    List<Value> rows = new ArrayList<>();
    for (Result.Row row : result.rows()) {
      rows.add(sorted(Json.read(Json.write(row.bindings()))));
    }
    return rows;
  }

  private Value sorted(Value row) {
    if (!flag("sort_bindings") || !(row instanceof ObjectValue object)) {
      return row;
    }
    ObjectValue.Builder copy = ObjectValue.builder(object.size());
    object.forEach((key, value) ->
        copy.put(
            key,
            value instanceof ArrayValue array
                ? ArrayValue.of(array.elements().stream().sorted().toList())
                : value));
    return copy.build();
  }

  private static String shown(Result result) {
    return result.rows().stream().map(row -> row.bindings().toString()).toList().toString();
  }
}
