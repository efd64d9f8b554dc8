// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.HttpRequest;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.builtin.crypto.Hashes;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code providers.aws.sign_req}: Signature Version 4 of a request as {@code http.send} has it. */
public final class AwsSigning {
  /** Larger bodies are refused. */
  private static final int MAX_BODY = 1 << 24;

  private static final List<String> WANTED_SETTINGS =
      List.of("aws_access_key", "aws_region", "aws_secret_access_key", "aws_service");

  /** What proxies may change is not signed. */
  private static final Set<String> NOT_SIGNED =
      Set.of("authorization", "user-agent", "x-amzn-trace-id");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ObjectValue settings;
  private final Instant time;
  private final byte[] body;

  private AwsSigning(ObjectValue settings, Instant time, byte[] body) {
    this.settings = settings;
    this.time = time;
    this.body = body;
  }

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "providers.aws.sign_req",
            "(request: object[string: any], aws_config: object[string: any], time_ns: number)"
                + " object[any: any]",
            (Builtin.Of3) AwsSigning::sign));
  }

  private static Value sign(Evaluation in, Value request, Value config, Value nanos) {
    ObjectValue req = Operand.object(request, 1);
    ObjectValue settings = Operand.object(config, 1);
    checkSettings(settings);
    Instant time = time(nanos);
    checkRequest(in, req);
    Map<String, String> headers = headers(req);
    Value unsigned = settings.find(StringValue.of("disable_payload_signing"));
    if (unsigned != null && !(unsigned instanceof BooleanValue)) {
      throw wrong(2, "invalid value for 'disable_payload_signing' in AWS config");
    }
    byte[] body = body(in, req);
    in.spend(10 + body.length / 256);
    AwsUrl url = AwsUrl.of(text(req, "url"));
    Map<String, String> added =
        new AwsSigning(settings, time, body)
            .headers(text(req, "method"), url, headers, unsigned == BooleanValue.TRUE);
    ObjectValue.Builder all = ObjectValue.builder(headers.size() + added.size());
    headers.forEach((k, v) -> all.put(StringValue.of(k), StringValue.of(v)));
    added.forEach((k, v) -> all.put(StringValue.of(k), StringValue.of(v)));
    ObjectValue.Builder out = ObjectValue.builder(req.size() + 1);
    req.forEach(out::put);
    out.put(StringValue.of("headers"), all.build());
    return out.build();
  }

  private static void checkSettings(ObjectValue settings) {
    SetValue.Builder missing = SetValue.builder(4);
    SetValue.Builder invalid = SetValue.builder(4);
    for (String name : WANTED_SETTINGS) {
      Value value = settings.find(StringValue.of(name));
      if (value == null) {
        missing.add(StringValue.of(name));
      } else if (!(value instanceof StringValue)) {
        invalid.add(StringValue.of(name));
      }
    }
    if (missing.size() > 0) {
      throw wrong(2, "missing required AWS config parameters(s): " + missing.build());
    }
    if (invalid.size() > 0) {
      throw wrong(2, "invalid values for required AWS config parameters(s): " + invalid.build());
    }
  }

  /** Before 1970 nothing was signed: such a time is a mistake. */
  private static Instant time(Value nanos) {
    NumberValue number = Operand.number(nanos, 1);
    if (!number.isLong() || number.longValue() < 0) {
      throw wrong(3, "could not convert time_ns value into a unix timestamp");
    }
    return Instant.ofEpochSecond(0, number.longValue());
  }

  private static void checkRequest(Evaluation in, ObjectValue request) {
    HttpRequest.refuseUnknown(in, request);
    SetValue.Builder missing = SetValue.builder(2);
    SetValue.Builder invalid = SetValue.builder(2);
    for (String name : List.of("method", "url")) {
      Value value = request.find(StringValue.of(name));
      if (value == null) {
        missing.add(StringValue.of(name));
      } else if (!(value instanceof StringValue)) {
        invalid.add(StringValue.of(name));
      }
    }
    if (missing.size() > 0) {
      throw wrong(1, "missing required request parameters(s): " + missing.build());
    }
    if (invalid.size() > 0) {
      throw wrong(1, "invalid values for required request parameters(s): " + invalid.build());
    }
  }

  private static BuiltinError wrong(int operand, String message) {
    return BuiltinError.type("operand " + operand + " " + message);
  }

  private static Map<String, String> headers(ObjectValue request) {
    TreeMap<String, String> all = new TreeMap<>();
    Value headers = request.find(StringValue.of("headers"));
    if (headers != null) {
      Operand.object(headers, 0)
          .forEach((name, value) ->
              all.put(
                  name instanceof StringValue s ? s.value() : "",
                  value instanceof StringValue s ? s.value() : ""));
    }
    return all;
  }

  private static byte[] body(Evaluation in, ObjectValue request) {
    Value raw = request.find(StringValue.of("raw_body"));
    Value body = request.find(StringValue.of("body"));
    byte[] bytes =
        (raw != null
                ? raw instanceof StringValue s ? s.value() : ""
                : body != null ? Json.write(body, in::grown) : "")
            .getBytes(UTF_8);
    if (bytes.length > MAX_BODY) {
      throw new LimitExceeded("body longer than " + MAX_BODY + " bytes");
    }
    return bytes;
  }

  /** What is to be added: the signature and what it covers. */
  private Map<String, String> headers(
      String method, AwsUrl url, Map<String, String> given, boolean unsigned) {
    String hash = unsigned ? "UNSIGNED-PAYLOAD" : hex(Hashes.digest("SHA-256", body));
    String service = text(settings, "aws_service");
    TreeMap<String, String> added = new TreeMap<>();
    added.put("host", url.host());
    added.put("x-amz-date", TIME.format(time));
    if (service.equals("s3") || service.equals("glacier")) {
      added.put("x-amz-content-sha256", hash);
    }
    String session = text(settings, "aws_session_token");
    if (!session.isEmpty()) {
      added.put("x-amz-security-token", session);
    }
    TreeMap<String, String> signed = new TreeMap<>(added);
    given.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NOT_SIGNED.contains(lower)) {
        signed.put(lower, value);
      }
    });
    added.put("Authorization", authorization(method, url, signed, hash));
    return added;
  }

  private String authorization(
      String method, AwsUrl url, SortedMap<String, String> signed, String hash) {
    String names = String.join(";", signed.keySet());
    StringBuilder canonical =
        new StringBuilder(method)
            .append('\n')
            .append(url.path())
            .append('\n')
            .append(url.query())
            .append('\n');
    signed.forEach((k, v) -> canonical.append(k).append(':').append(v).append('\n'));
    canonical.append('\n').append(names).append('\n').append(hash);
    String scope =
        DATE.format(time)
            + "/"
            + text(settings, "aws_region")
            + "/"
            + text(settings, "aws_service")
            + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + TIME.format(time)
            + "\n"
            + scope
            + "\n"
            + hex(Hashes.digest("SHA-256", canonical.toString().getBytes(UTF_8)));
    byte[] key = ("AWS4" + text(settings, "aws_secret_access_key")).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = Hashes.mac("HmacSHA256", key, part.getBytes(UTF_8));
    }
    return "AWS4-HMAC-SHA256 Credential="
        + text(settings, "aws_access_key")
        + "/"
        + scope
        + ",SignedHeaders="
        + names
        + ",Signature="
        + hex(Hashes.mac("HmacSHA256", key, toSign.getBytes(UTF_8)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String text(ObjectValue object, String name) {
    return object.find(StringValue.of(name)) instanceof StringValue s ? s.value() : "";
  }
}
