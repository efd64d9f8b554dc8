// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** Makes constants of composites that hold nothing but constants. */
final class Folding {
  private Folding() {}

  static Term fold(Term.Array array) {
    if (!constant(array.elements())) {
      return array;
    }
    Value[] values = new Value[array.elements().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Term.Scalar) array.elements().get(i)).value();
    }
    return new Term.Scalar(array.at(), ArrayValue.of(values));
  }

  static Term fold(Term.SetOf set) {
    if (!constant(set.elements())) {
      return set;
    }
    SetValue.Builder values = SetValue.builder(set.elements().size());
    for (Term element : set.elements()) {
      values.add(((Term.Scalar) element).value());
    }
    return new Term.Scalar(set.at(), values.build());
  }

  static Term fold(Term.Obj object) {
    ObjectValue.Builder values = ObjectValue.builder(object.members().size());
    for (Term.Member member : object.members()) {
      if (!(member.key() instanceof Term.Scalar(_, Value key))
          || !(member.value() instanceof Term.Scalar(_, Value value))) {
        return object;
      }
      values.put(key, value);
    }
    return new Term.Scalar(object.at(), values.build());
  }

  private static boolean constant(List<Term> terms) {
    for (Term term : terms) {
      if (!(term instanceof Term.Scalar)) {
        return false;
      }
    }
    return true;
  }
}
