// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values here are made up; none was ever issued. */
final class SecretsTest {
  private static final String VALUE = "q8Zk2vT0xLm4Rw7Y";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_PASSWORD=%s",
        "\"apiKey\": \"%s\"",
        "client_secret => '%s'",
        "$dbPassword .= \"%s\"",
        "export API_TOKEN=%s",
        "<accessToken>\n  %s\n</accessToken>",
        "setProperty(\"X_TOKEN\", \"%s\")",
        "var authToken string = \"%s\"",
        "the password is %s ,"
      })
  void findsValuesOfSecretNames(String template) {
    assertThat(Scanned.found(template.replace("%s", VALUE), "secrets.generic-assignment"))
        .containsExactly(VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=changeme",
        "api_key: your-api-key-1",
        "token: <token1234>",
        "secret=${SECRET_1}",
        "PASSWORD=xxxxxxxx1",
        "token_url=https://x.example/a1b2",
        "api_key = os.environ[\"API_KEY_1\"]",
        "secret_name: my-prod-secret-01",
        "tokens: 12345678",
        "password: string",
        "sha512-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "id: 123e4567-e89b-12d3-a456-426614174000",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFooBarBazQuxFooBarBazQuxFooBarBazQuxFooBarBaz user"
      })
  void leavesPlaceholdersReferencesAndHashesAlone(String text) {
    assertThat(
            Scanned.bytes(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Escaping.NONE,
                java.util.EnumSet.of(Topic.SECRET)))
        .isEmpty();
  }

  @Test
  void findsPasswordsInUrlsAndCoversOnlyThem() {
    assertThat(
            Scanned.found("postgres://app:" + VALUE + "@db.example:5432/x", "secrets.url-password"))
        .containsExactly(VALUE);
  }

  @Test
  void leavesUrlsWithoutPasswordsAlone() {
    assertThat(
            Scanned.found(
                "https://host.example:8080/a@b http://user@host/", "secrets.url-password"))
        .isEmpty();
  }

  @Test
  void findsBearerTokensAndCoversOnlyThem() {
    assertThat(
            Scanned.found("Authorization: Bearer " + VALUE + VALUE, "secrets.authorization-header"))
        .containsExactly(VALUE + VALUE);
  }

  @Test
  void redactsAnUnterminatedKeyToTheEndOfTheText() {
    String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\nand more";

    assertThat(Scanned.found("x " + key, "secrets.private-key")).containsExactly(key);
  }

  @Test
  void leavesPublicKeysAndCertificatesAlone() {
    String text = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ\n-----END CERTIFICATE-----";

    assertThat(Scanned.found(text, "secrets.private-key")).isEmpty();
  }

  @Test
  void findsANetrcPasswordAndACurlPassword() {
    assertThat(
            Scanned.found("machine h.example login me password " + VALUE, "secrets.netrc-password"))
        .containsExactly(VALUE);
    assertThat(Scanned.found("curl -u me:" + VALUE + " https://h.example", "secrets.curl-password"))
        .containsExactly(VALUE);
  }

  @Test
  void passesOverImages() {
    byte[] image = new byte[30_000];
    new java.util.Random(3).nextBytes(image);
    String text = "iVBORw0KGgo" + java.util.Base64.getEncoder().encodeToString(image);

    assertThat(Scanned.plain(text)).isEmpty();
  }
}
