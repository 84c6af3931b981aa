package io.dtvn.ports.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A signature on which libraries disagree, and the verdict of our rule. */
record EdgeCase(String name, PublicKey key, Bytes message, Signature signature, String verdict) {

  private static final String FILE = "ed25519-edge-cases.tsv";

  static List<EdgeCase> all() {
    try (InputStream in = EdgeCase.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + ": missing on the class path");
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(EdgeCase::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean accepted() {
    return verdict.equals("accepted");
  }

  private static EdgeCase parse(String line) {
    String[] columns = line.split("\t", -1);
    return new EdgeCase(
        columns[0],
        PublicKey.parse(columns[1]),
        Bytes.owning(Hex.decode(columns[2])),
        Signature.fromBytes(Hex.decode(columns[3]), 0),
        columns[4]);
  }

  @Override
  public String toString() {
    return name + ": " + verdict;
  }
}
