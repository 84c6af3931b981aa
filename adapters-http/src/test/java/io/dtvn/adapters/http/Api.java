package io.dtvn.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls a server on this machine. Headers are names and values in turn. */
record Api(int port) {

  Reply get(String path, String... headers) {
    return call("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Posts {@code body}, in which an apostrophe stands for a quotation mark. */
  Reply post(String path, String body, String... headers) {
    return call("POST", path, BodyPublishers.ofString(body.replace('\'', '"')), headers);
  }

  Reply post(String path, byte[] body, String... headers) {
    return call("POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  Reply call(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          ApiTest.CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(), response.headers(), new String(response.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  RawSocket connect() {
    return new RawSocket(port);
  }
}
