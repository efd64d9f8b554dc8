// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key: what it takes, and what it says of what it does not take. */
class PolicyKeysTest {
  @TempDir Path root;

  private PolicyFile load(String yaml) {
    Path file = root.resolve("c.yaml");
    Home home = Home.of(Map.of(Home.VARIABLE, root.resolve("h").toString()), root);
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new PolicyLoader(home).load(root, Optional.of(file)).policy();
  }

  private List<Problem> problems(String yaml) {
    try {
      load(yaml);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          version: 1                                           ¦ mode                      ¦ enforce
          mode: monitor                                        ¦ mode                      ¦ monitor
          default: allow                                       ¦ default                   ¦ allow
          default: approve                                     ¦ default                   ¦ approve
          default: prompt                                      ¦ default                   ¦ approve
          default: deny                                        ¦ default                   ¦ deny
          servers: { a: { default: deny } }                    ¦ servers.a.default         ¦ deny
          servers: { "a|b*": { tools: { "x?": approval } } }   ¦ servers.a|b*.tools.x?     ¦ approval
          servers: { a: { tools: { x: enabled } } }            ¦ servers.a.tools.x         ¦ enabled
          servers: { a: { tools: { x: disabled } } }           ¦ servers.a.tools.x         ¦ disabled
          checks: { injection: deny }                          ¦ checks.injection.results  ¦ deny
          checks: { injection: { severity: low } }             ¦ checks.injection.severity ¦ low
          checks: { injection: { action: off } }               ¦ checks.injection.arguments ¦ off
          checks: { injection: { action: off, results: deny } } ¦ checks.injection.results ¦ deny
          checks: { smuggling: { arguments: redact } }         ¦ checks.smuggling.arguments ¦ redact
          checks: { secrets: prompt }                          ¦ checks.secrets.arguments  ¦ approve
          checks: { secrets: { results: alert } }              ¦ checks.secrets.arguments  ¦ deny
          checks: { pii: deny }                                ¦ checks.pii.results        ¦ deny
          checks: { pii: deny }                                ¦ checks.pii.arguments      ¦ off
          checks: { pii: { kinds: [us_ssn, email] } }          ¦ checks.pii.kinds          ¦ [email, us_ssn]
          checks: { pii: { kinds: [] } }                       ¦ checks.pii.kinds          ¦ []
          checks: { paths: off }                               ¦ checks.paths.action       ¦ off
          checks: { sensitive_paths: alert }                   ¦ checks.paths.action       ¦ alert
          checks: { paths: { allow: ["**/.npmrc"] } }          ¦ checks.paths.allow        ¦ [**/.npmrc]
          checks: { commands: approve }                        ¦ checks.commands.action    ¦ approve
          checks: { commands: { severity: info } }             ¦ checks.commands.severity  ¦ info
          checks: { egress: alert }                            ¦ checks.egress.action      ¦ alert
          checks: { egress: { allow_domains: [A.b] } }         ¦ checks.egress.allow_domains ¦ [a.b]
          checks: { egress: { allow_private: [10.0.0.1] } }    ¦ checks.egress.allow_private ¦ [10.0.0.1/32]
          checks: { egress: { allow_private: ["fd00::/8"] } }  ¦ checks.egress.allow_private ¦ [fd00:0:0:0:0:0:0:0/8]
          checks:                                              ¦ checks.egress.action      ¦ deny
          audit: { fsync: never }                              ¦ audit.fsync               ¦ never
          audit: { on_failure: continue }                      ¦ audit.on_failure          ¦ continue
          audit: { dir: /x/../y }                              ¦ audit.dir                 ¦ /y
          audit: { rotate_bytes: 65536 }                       ¦ audit.rotate_bytes        ¦ 65536
          audit: { rotate_bytes: 2 GiB }                       ¦ audit.rotate_bytes        ¦ 2147483648
          audit: { retention_days: 7 }                         ¦ audit.retention_days      ¦ 7
          audit: { retention_days: forever }                   ¦ audit.retention_days      ¦ forever
          limits: { message_bytes: 1k }                        ¦ limits.message_bytes      ¦ 1024
          limits: { error_form: error }                        ¦ limits.error_form         ¦ error
          """)
  void takes(String yaml, String key, String value) {
    assertThat(problems(yaml)).isEmpty();
    assertThat(load(yaml).describe()).containsEntry(key, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          version: 2                    ¦ 1:10 ¦ config.bad-value   ¦ write `version: 1`
          version: [1]                  ¦ 1:10 ¦ config.wrong-type  ¦ it takes a text
          mode: enforcing               ¦ 1:7  ¦ config.bad-value   ¦ did you mean `enforce`?
          mode: observe                 ¦ 1:7  ¦ config.bad-value   ¦ write `monitor`
          mode:                         ¦ 1:6  ¦ config.bad-value   ¦ one of: monitor, enforce
          mod: enforce                  ¦ 1:1  ¦ config.unknown-key ¦ did you mean `mode`?
          default: enabled              ¦ 1:10 ¦ config.bad-value   ¦ write `allow`
          default: [allow]              ¦ 1:10 ¦ config.wrong-type  ¦ it takes one of: allow, approve, deny, prompt
          servers: [a]                  ¦ 1:10 ¦ config.wrong-type  ¦ it takes a map
          servers: { a: deny }          ¦ 1:15 ¦ config.wrong-type  ¦ it takes a map
          servers: { a: { tool: {} } }  ¦ 1:17 ¦ config.unknown-key ¦ did you mean `tools`?
          servers: { "a||b": {} }       ¦ 1:12 ¦ config.bad-value   ¦
          servers: { a: { tools: { x: off } } }     ¦ 1:29 ¦ config.bad-value  ¦ write `disabled`
          servers: { a: { tools: { x: enable } } }  ¦ 1:29 ¦ config.bad-value  ¦ did you mean `enabled`?
          servers: { a: { tools: { x: {} } } }      ¦ 1:29 ¦ config.wrong-type ¦ it takes one of: enabled, approval, disabled
          checks: { secret: deny }      ¦ 1:11 ¦ config.unknown-key ¦ did you mean `secrets`?
          checks: { secrets: no }       ¦ 1:20 ¦ config.bad-value   ¦ write `off`
          checks: { secrets: true }     ¦ 1:20 ¦ config.bad-value   ¦ write `deny`
          checks: { secrets: mask }     ¦ 1:20 ¦ config.bad-value   ¦ write `redact`
          checks: { secrets: }          ¦ 1:19 ¦ config.bad-value   ¦ one of: off, alert, redact, approve, deny, prompt
          checks: { secrets: [deny] }   ¦ 1:20 ¦ config.wrong-type  ¦ it takes a map
          checks: { secrets: { argument: deny } }      ¦ 1:22 ¦ config.unknown-key ¦ did you mean `arguments`?
          checks: { secrets: { severity: hihg } }      ¦ 1:32 ¦ config.bad-value   ¦ did you mean `high`?
          checks: { pii: { kinds: [emial] } }          ¦ 1:26 ¦ config.bad-value   ¦ did you mean `email`?
          checks: { pii: { kinds: email } }            ¦ 1:25 ¦ config.wrong-type  ¦ it takes a list, as in `[one, two]`
          checks: { pii: { kinds: [[email]] } }        ¦ 1:26 ¦ config.wrong-type  ¦ it takes a list of texts
          checks: { paths: redact }                    ¦ 1:18 ¦ config.bad-value   ¦ one of: off, alert, approve, deny, prompt
          checks: { paths: { allow: [notes] } }        ¦ 1:28 ¦ config.bad-value   ¦ start it with `/`, `~/` or `**/`
          checks: { paths: { allow: ["/**"] } }        ¦ 1:28 ¦ config.bad-value   ¦ to do that write `paths: off`
          checks: { commands: { allow: [x] } }         ¦ 1:23 ¦ config.unknown-key ¦ one of: action, severity
          checks: { egress: { allow_domains: ["*"] } } ¦ 1:37 ¦ config.bad-value   ¦ to do that write `egress: off`
          checks: { egress: { allow_domains: ["https://a.b/"] } } ¦ 1:37 ¦ config.bad-value ¦ write only the host name
          checks: { egress: { allow_domains: ["a.*.b"] } }        ¦ 1:37 ¦ config.bad-value ¦
          checks: { egress: { allow_domains: [10.0.0.1] } }       ¦ 1:37 ¦ config.bad-value ¦ ports are not part of it, and addresses belong in `allow_private`
          checks: { egress: { allow_domains: ["a.b:80"] } }       ¦ 1:37 ¦ config.bad-value ¦ ports are not part of it, and addresses belong in `allow_private`
          checks: { egress: { allow_domains: ["münchen.de"] } }   ¦ 1:37 ¦ config.bad-value ¦ names with other letters are written as xn--…
          checks: { egress: { allow_private: [10.1.2.3/16] } }    ¦ 1:37 ¦ config.bad-value ¦ did you mean `10.1.0.0/16`?
          checks: { egress: { allow_private: [10.1.0.0/33] } }    ¦ 1:37 ¦ config.bad-value ¦
          checks: { egress: { allow_private: [012.1.0.0/16] } }   ¦ 1:37 ¦ config.bad-value ¦
          checks: { egress: { allow_private: [intranet] } }       ¦ 1:37 ¦ config.bad-value ¦
          audit: { fsync: sometimes }        ¦ 1:17 ¦ config.bad-value ¦ one of: never, interval, always
          audit: { on_failure: allow }       ¦ 1:22 ¦ config.bad-value ¦ one of: continue, deny
          audit: { dir: logs }               ¦ 1:15 ¦ config.bad-value ¦ start it with `/` or `~/`
          audit: { rotate_bytes: 10 }        ¦ 1:24 ¦ config.bad-value ¦ write a number of bytes from 65536 to 1099511627776, or as in `64MiB`
          audit: { rotate_bytes: 5 parsecs } ¦ 1:24 ¦ config.bad-value ¦ write a number of bytes from 65536 to 1099511627776, or as in `64MiB`
          audit: { retention_days: 0 }       ¦ 1:26 ¦ config.bad-value ¦ write 1 to 36500, or `forever`
          audit: { retention: 3 }            ¦ 1:10 ¦ config.unknown-key ¦ did you mean `retention_days`?
          limits: { message_bytes: 2GiB }    ¦ 1:26 ¦ config.bad-value ¦ write a number of bytes from 1024 to 1073741824, or as in `64MiB`
          limits: { message_bytes: -1 }      ¦ 1:26 ¦ config.bad-value ¦ write a number of bytes from 1024 to 1073741824, or as in `64MiB`
          limits: { error_form: errors }     ¦ 1:23 ¦ config.bad-value ¦ did you mean `error`?
          """)
  void refuses(String yaml, String place, String id, String help) {
    assertThat(problems(yaml))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.at().line() + ":" + problem.at().column()).isEqualTo(place);
          assertThat(problem.kind().id()).isEqualTo(id);
          assertThat(problem.help().orElse(null)).isEqualTo(help);
        });
  }

  @Test
  void twoNamesOfOneCheckAreADuplicate() {
    assertThat(problems("checks: { paths: deny, sensitive_paths: off }"))
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(Problem.Kind.DUPLICATE_KEY));
  }

  @Test
  void showsProblemsAsFileLineColumnAndHelp() {
    assertThat(problems("checks:\n  secretz: deny\n").getFirst())
        .hasToString(
            root.resolve("c.yaml")
                + ":2:3: unknown key `secretz` in `checks`\n  help: did you mean `secrets`?");
  }
}
