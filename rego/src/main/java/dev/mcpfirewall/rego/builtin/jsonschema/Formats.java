// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.builtin.pattern.Regex;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.function.IntConsumer;

/** The formats of texts; an unknown one holds always. Tells {@code spend} of its steps. */
record Formats(IntConsumer spend) {
  private static final Regex HOST_LABEL =
      Regex.compile("^[a-zA-Z0-9]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?$");
  private static final Regex UUID =
      Regex.compile(
          "^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$");
  private static final Regex POINTER = Regex.compile("^(?:/(?:[^~/]|~0|~1)*)*$");
  private static final Regex RELATIVE_POINTER =
      Regex.compile("^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$");
  private static final Regex TEMPLATE = Regex.compile("^([^{]*({[^}]*})?)*$");
  private static final Regex DATE = Regex.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  private static final Regex TIME = Regex.compile("^[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?$");
  private static final Regex ZONE = Regex.compile("^(Z|[+\\-][0-9]{2}:[0-9]{2})$");

  private static final int MAX_HOST = 255;

  boolean hold(String format, String text) {
    return switch (format) {
      case "date" -> date(text);
      case "time" -> time(text);
      case "date-time" -> dateTime(text);
      case "hostname" -> hostname(text);
      case "email", "idn-email" -> mail(text);
      case "ipv4" -> text.indexOf('.') >= 0 && address(text);
      case "ipv6" -> text.indexOf(':') >= 0 && address(text);
      case "uri", "iri" -> uri(text, true);
      case "uri-reference", "iri-reference" -> uri(text, false);
      case "uri-template" -> text.indexOf('\\') < 0 && TEMPLATE.matches(text, spend);
      case "uuid" -> UUID.matches(text, spend);
      case "regex" -> regex(text);
      case "json-pointer" -> POINTER.matches(text, spend);
      case "relative-json-pointer" -> RELATIVE_POINTER.matches(text, spend);
      default -> true;
    };
  }

  private boolean date(String text) {
    try {
      return DATE.matches(text, spend) && LocalDate.parse(text).toString().length() == 10;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** With a zone or without. */
  private boolean time(String text) {
    int zone = text.indexOf('Z');
    zone = zone < 0 ? Math.max(text.indexOf('+'), text.indexOf('-')) : zone;
    String clock = zone < 0 ? text : text.substring(0, zone);
    if (!TIME.matches(clock, spend) || zone >= 0 && !ZONE.matches(text.substring(zone), spend)) {
      return false;
    }
    try {
      String whole = clock.substring(0, 8);
      LocalTime.parse(whole);
      if (zone >= 0) {
        OffsetTime.parse(whole + text.substring(zone));
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean dateTime(String text) {
    if (text.length() > 11 && text.charAt(10) == 'T') {
      String time = text.substring(11);
      boolean zoned = time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
      return zoned && date(text.substring(0, 10)) && time(time);
    }
    return date(text) || time(text);
  }

  private boolean hostname(String text) {
    if (text.length() > MAX_HOST) {
      return false;
    }
    for (String label : text.split("\\.", -1)) {
      if (!HOST_LABEL.matches(label, spend)) {
        return false;
      }
    }
    return true;
  }

  /** Something, an at, something: alone or in angle brackets behind a name. */
  private static boolean mail(String text) {
    String address = text.strip();
    int open = address.indexOf('<');
    if (open >= 0) {
      if (!address.endsWith(">")) {
        return false;
      }
      address = address.substring(open + 1, address.length() - 1);
    }
    int at = address.lastIndexOf('@');
    String local = at < 0 ? "" : address.substring(0, at);
    boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
    return at > 0
        && at < address.length() - 1
        && (quoted || atoms(local))
        && (address.charAt(at + 1) == '[' || atoms(address.substring(at + 1)));
  }

  private static boolean atoms(String text) {
    for (String atom : text.split("\\.", -1)) {
      if (atom.isEmpty()
          || atom.chars().anyMatch(c -> c <= ' ' || "()<>[]:;@\\,\"".indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean address(String text) {
    try {
      return text.indexOf('%') < 0
          && text.indexOf('[') < 0
          && InetAddress.ofLiteral(text).getAddress().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean uri(String text, boolean absolute) {
    try {
      return text.indexOf('\\') < 0
          && (new URI(text.replace(" ", "%20")).isAbsolute() || !absolute);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private boolean regex(String text) {
    try {
      spend.accept(1 + text.length());
      Regex.compile(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
