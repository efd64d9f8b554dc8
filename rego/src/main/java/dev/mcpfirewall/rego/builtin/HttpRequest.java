// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.Set;

/** What a request can hold, as {@code http.send} sends it and {@code providers.aws} signs it. */
public final class HttpRequest {
  private static final Set<String> PARAMETERS =
      Set.of(
          "method",
          "url",
          "body",
          "raw_body",
          "headers",
          "enable_redirect",
          "force_json_decode",
          "force_yaml_decode",
          "tls_use_system_certs",
          "tls_ca_cert",
          "tls_ca_cert_file",
          "tls_ca_cert_env_variable",
          "tls_client_cert",
          "tls_client_cert_file",
          "tls_client_cert_env_variable",
          "tls_client_key",
          "tls_client_key_file",
          "tls_client_key_env_variable",
          "tls_insecure_skip_verify",
          "tls_server_name",
          "timeout",
          "cache",
          "force_cache",
          "force_cache_duration_seconds",
          "caching_mode",
          "cache_ignored_headers",
          "raise_error",
          "max_retry_attempts");

  private HttpRequest() {}

  /** Refuses what no request has, as a mistake of the policy. */
  public static void refuseUnknown(Evaluation in, ObjectValue request) {
    SetValue.Builder unknown = SetValue.builder(0);
    request.forEach((key, _) -> {
      if (!(key instanceof StringValue name) || !PARAMETERS.contains(name.value())) {
        unknown.add(key);
      }
    });
    if (unknown.size() > 0) {
      throw BuiltinError.type(
          "operand 1 invalid request parameters(s): " + unknown.build().text(in::grown));
    }
  }
}
