// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.check.Schemas;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How policies are compiled and evaluated. Immutable.
 *
 * @param version the syntax of a module that does not say
 * @param strict whether what is most likely a mistake is one: unused imports and variables, parts
 *     of {@code data} that are no package, no rule and no document, be it in {@code data} here or
 *     declared by a {@code schemas} annotation
 * @param strictBuiltinErrors whether an error of a built-in is an error; otherwise the expression
 *     is undefined, as it is in OPA, and a {@code deny} rule with a broken argument does not deny
 * @param data the base documents
 * @param schemas what {@code input} and annotated parts of {@code data} look like; a reference to
 *     what is not there is refused when compiling
 * @param builtins what policies may call: OPA's, and what the caller adds
 * @param refused names of built-ins that policies may not call all the same
 * @param print takes what {@code print} says; where absent, {@code print} does nothing
 * @param limits of every evaluation that does not set its own
 */
public record Options(
    Version version,
    boolean strict,
    boolean strictBuiltinErrors,
    ObjectValue data,
    Schemas schemas,
    Builtins builtins,
    Set<String> refused,
    Optional<BiConsumer<Location, String>> print,
    Limits limits) {
  /** The current syntax, as OPA does by default. */
  public static final Options DEFAULT =
      new Options(
          Version.V1,
          false,
          false,
          ObjectValue.EMPTY,
          Schemas.NONE,
          Builtins.all(),
          Set.of(),
          Optional.empty(),
          Limits.DEFAULT);

  public Options {
    refused = Set.copyOf(refused);
  }

  /** The same with another syntax. */
  public Options version(Version other) {
    return new Options(
        other, strict, strictBuiltinErrors, data, schemas, builtins, refused, print, limits);
  }

  /** The same, strict or not. */
  public Options strict(boolean on) {
    return new Options(
        version, on, strictBuiltinErrors, data, schemas, builtins, refused, print, limits);
  }

  /** The same, with errors of built-ins being errors or not. */
  public Options strictBuiltinErrors(boolean on) {
    return new Options(version, strict, on, data, schemas, builtins, refused, print, limits);
  }

  /** The same with other base documents. */
  public Options data(ObjectValue documents) {
    return new Options(
        version, strict, strictBuiltinErrors, documents, schemas, builtins, refused, print, limits);
  }

  /** The same with other schemas. */
  public Options schemas(Schemas other) {
    return new Options(
        version, strict, strictBuiltinErrors, data, other, builtins, refused, print, limits);
  }

  /** The same with other built-ins: {@code Builtins.all().and(…)}. */
  public Options builtins(Builtins table) {
    return new Options(
        version, strict, strictBuiltinErrors, data, schemas, table, refused, print, limits);
  }

  /** The same with other built-ins refused. */
  public Options refused(Set<String> names) {
    return new Options(
        version, strict, strictBuiltinErrors, data, schemas, builtins, names, print, limits);
  }

  /** The same with {@code print} heard. */
  public Options print(BiConsumer<Location, String> sink) {
    return new Options(
        version,
        strict,
        strictBuiltinErrors,
        data,
        schemas,
        builtins,
        refused,
        Optional.of(sink),
        limits);
  }

  /** The same with other limits. */
  public Options limits(Limits most) {
    return new Options(
        version, strict, strictBuiltinErrors, data, schemas, builtins, refused, print, most);
  }
}
