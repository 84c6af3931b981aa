package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which a lane is opened, {@code /dtvn/<genesis hash>/<lane>/1}. It names the
 * network, so two networks find out that they differ before a frame is read.
 *
 * @param genesisHash the network
 * @param lane what travels on the stream
 */
public record LaneProtocol(Digest genesisHash, Lane lane) {

  private static final Pattern NAME =
      Pattern.compile("/dtvn/([0-9a-f]{64})/(votes|proposals|repair|requests)/1");

  /** The names of all lanes of a network. */
  public static List<String> names(Digest genesisHash) {
    return Arrays.stream(Lane.values())
        .map(lane -> new LaneProtocol(genesisHash, lane).text())
        .toList();
  }

  /** Reads the name of a lane of any network; empty if {@code text} is none. */
  public static Optional<LaneProtocol> parse(String text) {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Lane lane = Lane.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
    return Optional.of(new LaneProtocol(Digest.parse(matcher.group(1)), lane));
  }

  /** The name. */
  public String text() {
    return "/dtvn/%s/%s/1".formatted(genesisHash.hex(), lane.name().toLowerCase(Locale.ROOT));
  }
}
