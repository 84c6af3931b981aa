package io.dtvn.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What came back. */
record Reply(int status, HttpHeaders headers, String body) {

  JsonNode json() {
    return Json.parse(body.getBytes(UTF_8));
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String code() {
    return json().path("code").asText();
  }

  String error() {
    return json().path("error").asText();
  }
}
