// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.builtin.pattern.Regex;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema, read: what is absent asks nothing. Written by {@link SchemaReader}, then only read. */
final class SubSchema {
  /** Of a schema that is {@code true} or {@code false}. */
  @Nullable Boolean pass;

  /** Where there is one, nothing else counts. */
  @Nullable SubSchema reference;

  final List<String> types = new ArrayList<>();

  final Map<String, SubSchema> properties = new LinkedHashMap<>();
  final Map<String, Regex> patterns = new LinkedHashMap<>();
  final Map<String, SubSchema> patternProperties = new LinkedHashMap<>();
  final Map<String, List<String>> needs = new LinkedHashMap<>();
  final Map<String, SubSchema> dependencies = new LinkedHashMap<>();
  final Set<String> required = new LinkedHashSet<>();
  boolean additionalProperties = true;
  @Nullable SubSchema additionalProperty;
  @Nullable SubSchema propertyNames;
  @Nullable Integer minProperties;
  @Nullable Integer maxProperties;

  final List<SubSchema> items = new ArrayList<>();
  boolean oneForAllItems;
  boolean additionalItems = true;
  @Nullable SubSchema additionalItem;
  @Nullable SubSchema contains;
  boolean uniqueItems;
  @Nullable Integer minItems;
  @Nullable Integer maxItems;

  @Nullable BigDecimal multipleOf;
  @Nullable BigDecimal minimum;
  @Nullable BigDecimal exclusiveMinimum;
  @Nullable BigDecimal maximum;
  @Nullable BigDecimal exclusiveMaximum;

  @Nullable Integer minLength;
  @Nullable Integer maxLength;
  @Nullable Regex pattern;
  String patternText = "";
  String format = "";

  @Nullable Value constant;
  @Nullable Set<Value> choices;

  final List<SubSchema> anyOf = new ArrayList<>();
  final List<SubSchema> oneOf = new ArrayList<>();
  final List<SubSchema> allOf = new ArrayList<>();
  @Nullable SubSchema not;
  @Nullable SubSchema when;
  @Nullable SubSchema then;
  @Nullable SubSchema otherwise;
}
