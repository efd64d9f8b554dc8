// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import java.util.List;
import java.util.stream.Stream;

/** The rules of a query (GraphQL, 5), in the order in which gqlparser asks them. */
final class Rules {
  private Rules() {}

  /** New ones: some remember what they saw. */
  static List<Rule> all() {
    return Stream.of(
            Stream.of(
                new FieldRules.OnCorrectType(),
                new FragmentRules.OnComposite(),
                new FieldRules.KnownArguments(),
                new FieldRules.KnownDirectives(),
                new FragmentRules.Known(),
                new OperationRules.KnownRoot(),
                new OperationRules.KnownTypes(),
                new OperationRules.LoneAnonymous(),
                new FragmentRules.NoCycles(),
                new VariableRules.Defined(),
                new FragmentRules.Used(),
                new VariableRules.Used()),
            Stream.of(
                new OverlapRule(),
                new FragmentRules.Possible(),
                new FieldRules.RequiredArguments(),
                new FieldRules.Leaves(),
                new OperationRules.SingleSubscription(),
                new OperationRules.UniqueNames(),
                new ValueRules.CorrectType(),
                new VariableRules.InputTypes(),
                new VariableRules.AllowedPosition()))
        .<Rule>flatMap(s -> s)
        .toList();
  }
}
