package io.dtvn.consensus.pbft.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The bytes on the wire never change under the same version number. */
class GoldenFramesTest {

  @TestFactory
  Stream<DynamicTest> every_message_has_the_golden_form() {
    return Samples.messages().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(),
                    () -> {
                      Bytes golden = golden(sample.getKey());
                      assertThat(hex(Wire.encode(sample.getValue()))).isEqualTo(hex(golden));
                      assertThat(Wire.decode(golden)).isEqualTo(sample.getValue());
                    }));
  }

  @Test
  void a_prepared_certificate_has_the_golden_form() {
    Bytes golden = golden("prepared-certificate");
    assertThat(hex(CertificateCodec.encode(Samples.PREPARED))).isEqualTo(hex(golden));
    assertThat(CertificateCodec.decodePrepared(golden)).isEqualTo(Samples.PREPARED);
  }

  @Test
  void a_commit_certificate_has_the_golden_form() {
    Bytes golden = golden("commit-certificate");
    assertThat(hex(CertificateCodec.encode(Samples.COMMITTED))).isEqualTo(hex(golden));
    assertThat(CertificateCodec.decodeCommit(golden)).isEqualTo(Samples.COMMITTED);
  }

  @Test
  void a_checkpoint_certificate_has_the_golden_form() {
    Bytes golden = golden("checkpoint-certificate");
    assertThat(hex(CertificateCodec.encode(Samples.STABLE))).isEqualTo(hex(golden));
    assertThat(CertificateCodec.decodeCheckpoint(golden)).isEqualTo(Samples.STABLE);
  }

  /** Hexadecimal digits; what stands behind {@code #} is for the reader. */
  private static Bytes golden(String name) {
    try (InputStream in = GoldenFramesTest.class.getResourceAsStream(name + ".hex")) {
      assertThat(in).as(name + ".hex").isNotNull();
      String digits =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .collect(Collectors.joining());
      return Bytes.owning(HexFormat.of().parseHex(digits));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toBytes());
  }
}
