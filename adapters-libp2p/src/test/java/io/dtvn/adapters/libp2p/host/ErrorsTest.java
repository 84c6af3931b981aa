package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.host.Town.Inhabitant;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.PeerNetwork.Receiver;
import io.dtvn.ports.out.RecordingReceiver;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An error on our side leaves no connection that looks alive: it is closed and counted. */
class ErrorsTest {

  private static final Signer ANNA = VALIDATORS.get(0);
  private static final Signer BERT = VALIDATORS.get(1);

  private final Town town = new Town();

  @AfterEach
  void closeAll() {
    town.close();
  }

  @Test
  void an_error_of_the_receiver_ends_the_link_which_comes_back() {
    town.between(Broken::new);
    Inhabitant anna = town.start(ANNA);
    town.between(receiver -> receiver);
    Inhabitant bert = town.start(BERT, anna.address());
    Town.linked(anna, ANNA, bert, BERT);
    Town.send(bert, ANNA, Lane.VOTES, "break");
    Town.await("the count", () -> anna.refused("internal_error") == 1);
    String there = "+ " + RecordingReceiver.name(ANNA.publicKey());
    String gone = "- " + RecordingReceiver.name(ANNA.publicKey());
    bert.hears().await(lines -> lines.lastIndexOf(there) > lines.indexOf(gone), "another link");
    Town.await("anna's link", () -> anna.network().connected().size() == 1);
    Town.send(bert, ANNA, Lane.VOTES, "ok");
    anna.hears().await("VOTES " + RecordingReceiver.name(BERT.publicKey()) + " ok");
  }

  @Test
  void an_error_while_an_end_is_told_does_not_keep_the_peer_away() {
    town.between(Broken::new);
    Inhabitant anna = town.start(ANNA);
    town.between(receiver -> receiver);
    Inhabitant bert = town.start(BERT, anna.address());
    Town.linked(anna, ANNA, bert, BERT);
    bert.network().close();
    Town.await("the end", () -> anna.network().connected().isEmpty());
    Inhabitant again = town.start(BERT, anna.address());
    again.hears().await("+ " + RecordingReceiver.name(ANNA.publicKey()));
    assertThat(List.copyOf(anna.network().refusals())).isEmpty();
  }

  /** Breaks at a word, and whenever a link ends. */
  private record Broken(Receiver next) implements Receiver {

    @Override
    public void onFrame(PublicKey peer, Lane lane, Bytes frame) {
      if (frame.equals(Town.bytes("break"))) {
        throw new OutOfMemoryError("not really");
      }
      next.onFrame(peer, lane, frame);
    }

    @Override
    public void onConnected(PublicKey peer) {
      next.onConnected(peer);
    }

    @Override
    public void onDisconnected(PublicKey peer) {
      next.onDisconnected(peer);
      throw new StackOverflowError("at the end of a link");
    }
  }
}
