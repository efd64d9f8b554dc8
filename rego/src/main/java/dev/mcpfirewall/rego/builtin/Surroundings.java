// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import java.util.List;

/**
 * {@code opa.runtime}, which knows what the caller tells it, and {@code http.send}, which is off.
 */
final class Surroundings {
  private Surroundings() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("opa.runtime", "() object[string: any]", (Builtin.Of0) Evaluation::runtime),
        new Builtin(
            "http.send",
            "(request: object[string: any]) object[any: any]",
            (Builtin.Of1)
                (in, request) -> {
                  HttpRequest.refuseUnknown(in, Operand.object(request, 1));
                  throw BuiltinError.failed("off: policies have no network access in this engine");
                }));
  }
}
