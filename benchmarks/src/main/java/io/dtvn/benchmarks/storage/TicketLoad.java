package io.dtvn.benchmarks.storage;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.ExecutedBatch;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.Ledger;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Executes batches of {@value #BATCH} operations on a real ledger and writes what a node writes for
 * them, but for the RESULT frames of others: buffered, and at every checkpoint synced. The state
 * tree is left out, so that the process's memory is the store's. Used by one thread at a time.
 */
public final class TicketLoad {

  /** Operations in a batch. */
  public static final int BATCH = 256;

  /** About three signed votes. */
  private static final int CERTIFICATE_BYTES = 400;

  private static final int CHECKPOINT_EACH = ProtocolParameters.DEFAULT.checkpointInterval();
  private static final PublicKey GATEWAY = PublicKey.fromBytes(new byte[PublicKey.BYTES], 0);
  private static final Signature SIGNATURE = Signature.fromBytes(new byte[Signature.BYTES], 0);

  private final KeyValueStore store;
  private final Archive archive;
  private final Genesis genesis;
  private final Ledger ledger;
  private final StateInStore state;
  private final SplittableRandom random = new SplittableRandom(2);
  private final Random certificates = new Random(3);
  private long issued;

  /** Goes on where {@code store} stands, in which {@code issued} tickets were issued. */
  public TicketLoad(KeyValueStore store, long issued) {
    this.store = store;
    this.issued = issued;
    this.state = StateInStore.of(store, GATEWAY);
    this.archive = Archive.open(store, 0);
    this.genesis =
        new Genesis(
            new Label("benchmark"),
            ValidatorSet.of(List.of(new Validator(new ValidatorId("node0"), GATEWAY))),
            ProtocolParameters.DEFAULT,
            EventPolicy.DEFAULT);
    this.ledger = new Ledger(genesis);
  }

  /** Tickets that were issued so far. */
  public long issued() {
    return issued;
  }

  /** Executes and writes a batch that issues new tickets. */
  public void issue() {
    Action issue = new Action.Issue(TicketSource.API, Optional.empty());
    List<TicketId> ids = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      ids.add(ticket(issued++));
    }
    execute(ids, issue);
  }

  /** Executes and writes a batch that admits tickets which were issued, in no order. */
  public void admit() {
    List<TicketId> ids = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      ids.add(ticket(random.nextLong(issued)));
    }
    execute(ids, new Action.Admit());
  }

  /** In the order of their issue the ids are in no order, as those of customers are. */
  private static TicketId ticket(long number) {
    long scrambled = (number * 0x9E3779B1L) & 0xFFFFFFFFL; // odd factor: no two numbers meet
    return new TicketId("TICKET-%08X".formatted(scrambled));
  }

  private void execute(List<TicketId> ids, Action action) {
    long s = state.head().sequence() + 1;
    List<Operation> operations = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      OpId opId = new OpId(new CanonicalWriter().u64(s).u32(i).sha256());
      operations.add(Operation.unsigned(opId, ids.get(i), Claim.NONE, action));
    }
    Bundle.Signing unsigned = new Bundle.Signing(genesis.hash(), _ -> SIGNATURE);
    Batch batch =
        Batch.of(0, s, List.of(Bundle.signed(new BundleId(GATEWAY, s), 0, operations, unsigned)));
    Execution execution = ledger.apply(s, batch, state);
    store.write(rows(batch, execution), Durability.BUFFERED);
    state.onStored(execution);
    if (s % CHECKPOINT_EACH == 0) {
      store.write(state.fold(s), Durability.SYNCED);
    }
  }

  private WriteBatch rows(Batch batch, Execution execution) {
    WriteBatch write = new WriteBatch();
    long s = execution.head().sequence();
    byte[] certificate = new byte[CERTIFICATE_BYTES];
    certificates.nextBytes(certificate);
    CommittedBatch committed = new CommittedBatch(0, 0, s, batch, Bytes.owning(certificate));
    archive.append(
        write,
        new ExecutedBatch(
            committed,
            execution.head().blockTime(),
            execution.resultsRoot(),
            execution.outcomes()));
    state.addTo(write, execution);
    return write;
  }
}
