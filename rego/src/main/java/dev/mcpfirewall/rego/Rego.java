// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.check.TypeChecker;
import dev.mcpfirewall.rego.compile.Compiler;
import dev.mcpfirewall.rego.compile.Program;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** From text to policy. */
public final class Rego {
  private Rego() {}

  /**
   * Compiles modules together.
   *
   * @throws RegoException with everything found wrong
   */
  public static Policy compile(List<Source> sources, Options options) {
    List<Module> modules = new ArrayList<>();
    List<RegoError> errors = new ArrayList<>();
    dev.mcpfirewall.rego.parse.Options parsing =
        dev.mcpfirewall.rego.parse.Options.of(options.version());
    for (Source source : sources) {
      try {
        modules.add(Parser.module(source, parsing));
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    return compileParsed(modules, options);
  }

  /** Compiles modules that were parsed before, as {@link #compile} does. */
  public static Policy compileParsed(List<Module> modules, Options options) {
    return shallow(() -> {
      Program program = Compiler.compile(modules, compiling(options));
      TypeChecker types = TypeChecker.check(program, options.schemas(), options.builtins());
      return new Policy(program, types, options);
    });
  }

  static dev.mcpfirewall.rego.compile.Options compiling(Options options) {
    return new dev.mcpfirewall.rego.compile.Options(
        options.strict(),
        options.print().isPresent(),
        options.refused(),
        options.data(),
        options.builtins());
  }

  /**
   * What nests too deep for the stack, or asks for too much memory, is refused like anything else
   * beyond a limit.
   */
  static <T> T shallow(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError e) {
      throw new RegoException(RegoError.of(ErrorCode.EVAL_LIMIT, "nested too deep", Location.NONE));
    } catch (OutOfMemoryError e) {
      throw new RegoException(
          RegoError.of(ErrorCode.EVAL_LIMIT, "more memory than there is", Location.NONE));
    }
  }
}
