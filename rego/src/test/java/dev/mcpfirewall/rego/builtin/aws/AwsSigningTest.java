// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.aws;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.at;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.Value;
import org.junit.jupiter.api.Test;

final class AwsSigningTest {
  private static final String SIGN = "providers.aws.sign_req";
  private static final Value SETTINGS =
      json(
          """
          {"aws_access_key": "AKIDEXAMPLE", "aws_region": "us-east-1", "aws_service": "service",
           "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
          """);
  private static final Value TIME = json("1440938160000000000");

  /** The first vector of AWS's own suite for the algorithm: get-vanilla. */
  @Test
  void signsAsAwsDoes() {
    Value signed =
        call(
            SIGN,
            json("{\"method\": \"GET\", \"url\": \"https://example.amazonaws.com/\"}"),
            SETTINGS,
            TIME);

    assertThat(at(signed, "headers", "x-amz-date")).isEqualTo(json("\"20150830T123600Z\""));
    assertThat(at(signed, "headers", "Authorization"))
        .isEqualTo(
            json(
                "\"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + "SignedHeaders=host;x-amz-date,"
                    + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31\""));
  }

  @Test
  void leavesOutWhatProxiesChange() {
    Value signed =
        call(
            SIGN,
            json(
                "{\"method\": \"GET\", \"url\": \"https://example.amazonaws.com/\","
                    + " \"headers\": {\"User-Agent\": \"x\", \"X-Own\": \"y\"}}"),
            SETTINGS,
            TIME);

    assertThat(at(signed, "headers", "Authorization").toString())
        .contains("SignedHeaders=host;x-amz-date;x-own,");
    assertThat(at(signed, "headers", "User-Agent")).isEqualTo(json("\"x\""));
  }

  @Test
  void takesAddressesApartAsGoDoes() {
    assertThat(AwsUrl.of("https://u:p@host:8443/a b/%2F?x=1#f"))
        .isEqualTo(new AwsUrl("host:8443", "/a%20b//", "x=1"));
    assertThat(AwsUrl.of("http://host")).isEqualTo(new AwsUrl("host", "", ""));
    assertThat(AwsUrl.of("http://h/%7Ea(b)")).isEqualTo(new AwsUrl("h", "/%7Ea(b)", ""));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(error(SIGN, json("{}"), SETTINGS, TIME))
        .contains("operand 1 missing required request parameters(s): {\"method\", \"url\"}");
    assertThat(error(SIGN, json("{\"method\": \"GET\", \"url\": \"x\"}"), json("{}"), TIME))
        .contains("operand 2 missing required AWS config parameters(s)");
  }
}
