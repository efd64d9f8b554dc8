// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.aws.AwsSigning;
import dev.mcpfirewall.rego.builtin.collection.Aggregates;
import dev.mcpfirewall.rego.builtin.collection.ArrayParts;
import dev.mcpfirewall.rego.builtin.collection.Graphs;
import dev.mcpfirewall.rego.builtin.collection.JsonPatch;
import dev.mcpfirewall.rego.builtin.collection.JsonPaths;
import dev.mcpfirewall.rego.builtin.collection.ObjectParts;
import dev.mcpfirewall.rego.builtin.collection.SetAlgebra;
import dev.mcpfirewall.rego.builtin.collection.Subsets;
import dev.mcpfirewall.rego.builtin.collection.Walk;
import dev.mcpfirewall.rego.builtin.crypto.Hashes;
import dev.mcpfirewall.rego.builtin.crypto.X509;
import dev.mcpfirewall.rego.builtin.encoding.Base64Codes;
import dev.mcpfirewall.rego.builtin.encoding.HexCodes;
import dev.mcpfirewall.rego.builtin.encoding.JsonCodes;
import dev.mcpfirewall.rego.builtin.encoding.UrlQuery;
import dev.mcpfirewall.rego.builtin.encoding.YamlCodes;
import dev.mcpfirewall.rego.builtin.graphql.GraphqlBuiltins;
import dev.mcpfirewall.rego.builtin.jsonschema.SchemaBuiltins;
import dev.mcpfirewall.rego.builtin.jwt.Tokens;
import dev.mcpfirewall.rego.builtin.number.Arithmetic;
import dev.mcpfirewall.rego.builtin.number.Bits;
import dev.mcpfirewall.rego.builtin.number.Comparisons;
import dev.mcpfirewall.rego.builtin.number.Ranges;
import dev.mcpfirewall.rego.builtin.number.Types;
import dev.mcpfirewall.rego.builtin.syntax.ModuleBuiltins;
import java.util.List;

/** The families of built-ins, and where a name is to be looked for. */
enum Family {
  COMPARISONS,
  ARITHMETIC,
  RANGES,
  BITS,
  TYPES,
  AGGREGATES,
  ARRAY_PARTS,
  SET_ALGEBRA,
  OBJECT_PARTS,
  SUBSETS,
  JSON_PATHS,
  JSON_PATCH,
  WALK,
  GRAPHS,
  JSON_CODES,
  BASE64_CODES,
  HEX_CODES,
  URL_QUERY,
  STRINGS,
  TEXTS,
  PATTERNS,
  TIMES,
  NETWORKS,
  VERSIONS,
  PURLS,
  UNITS,
  RANDOMS,
  MESSAGES,
  HASHES,
  CERTIFICATES,
  TOKENS,
  AWS_SIGNING,
  GRAPHQL,
  SCHEMAS,
  MODULES,
  SURROUNDINGS,
  YAML_CODES;

  /**
   * The families that have names of a kind.
   *
   * @param prefix what stands before a name's first point; nothing where there is none
   */
  static List<Family> of(String prefix) {
    return switch (prefix) {
      case "" ->
          List.of(
              COMPARISONS,
              ARITHMETIC,
              TYPES,
              AGGREGATES,
              SET_ALGEBRA,
              WALK,
              STRINGS,
              TEXTS,
              PATTERNS,
              MESSAGES);
      case "array" -> List.of(ARRAY_PARTS);
      case "base64" -> List.of(BASE64_CODES);
      case "base64url" -> List.of(BASE64_CODES);
      case "bits" -> List.of(BITS);
      case "crypto" -> List.of(HASHES, CERTIFICATES);
      case "glob" -> List.of(PATTERNS);
      case "graph" -> List.of(GRAPHS);
      case "graphql" -> List.of(GRAPHQL);
      case "hex" -> List.of(HEX_CODES);
      case "http" -> List.of(SURROUNDINGS);
      case "internal" -> List.of(COMPARISONS, MESSAGES);
      case "io" -> List.of(TOKENS);
      case "json" -> List.of(JSON_PATHS, JSON_PATCH, JSON_CODES, SCHEMAS);
      case "net" -> List.of(NETWORKS);
      case "numbers" -> List.of(RANGES);
      case "object" -> List.of(OBJECT_PARTS, SUBSETS);
      case "opa" -> List.of(SURROUNDINGS);
      case "providers" -> List.of(AWS_SIGNING);
      case "purl" -> List.of(PURLS);
      case "rand" -> List.of(RANDOMS);
      case "regex" -> List.of(PATTERNS);
      case "rego" -> List.of(MODULES);
      case "semver" -> List.of(VERSIONS);
      case "strings" -> List.of(STRINGS, TEXTS);
      case "time" -> List.of(TIMES);
      case "units" -> List.of(UNITS);
      case "urlquery" -> List.of(URL_QUERY);
      case "uuid" -> List.of(RANDOMS);
      case "yaml" -> List.of(YAML_CODES);
      default -> List.of();
    };
  }

  /** Makes the built-ins of the family: only now are the classes behind them loaded. */
  List<Builtin> list() {
    return switch (this) {
      case COMPARISONS -> Comparisons.list();
      case ARITHMETIC -> Arithmetic.list();
      case RANGES -> Ranges.list();
      case BITS -> Bits.list();
      case TYPES -> Types.list();
      case AGGREGATES -> Aggregates.list();
      case ARRAY_PARTS -> ArrayParts.list();
      case SET_ALGEBRA -> SetAlgebra.list();
      case OBJECT_PARTS -> ObjectParts.list();
      case SUBSETS -> Subsets.list();
      case JSON_PATHS -> JsonPaths.list();
      case JSON_PATCH -> JsonPatch.list();
      case WALK -> Walk.list();
      case GRAPHS -> Graphs.list();
      case JSON_CODES -> JsonCodes.list();
      case BASE64_CODES -> Base64Codes.list();
      case HEX_CODES -> HexCodes.list();
      case URL_QUERY -> UrlQuery.list();
      case STRINGS -> Strings.list();
      case TEXTS -> Texts.list();
      case PATTERNS -> Patterns.list();
      case TIMES -> Times.list();
      case NETWORKS -> Networks.list();
      case VERSIONS -> Versions.list();
      case PURLS -> Purls.list();
      case UNITS -> Units.list();
      case RANDOMS -> Randoms.list();
      case MESSAGES -> Messages.list();
      case HASHES -> Hashes.list();
      case CERTIFICATES -> X509.list();
      case TOKENS -> Tokens.list();
      case AWS_SIGNING -> AwsSigning.list();
      case GRAPHQL -> GraphqlBuiltins.list();
      case SCHEMAS -> SchemaBuiltins.list();
      case MODULES -> ModuleBuiltins.list();
      case SURROUNDINGS -> Surroundings.list();
      case YAML_CODES -> YamlCodes.list();
    };
  }
}
