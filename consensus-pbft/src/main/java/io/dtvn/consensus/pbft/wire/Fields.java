package io.dtvn.consensus.pbft.wire;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status.Mode;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.util.ArrayList;
import java.util.List;

/** The parts that messages and certificates share. */
final class Fields {

  private Fields() {}

  static void write(Binding binding, CanonicalWriter out) {
    out.u64(binding.epoch()).u64(binding.view()).u64(binding.sequence()).digest(binding.digest());
  }

  static Binding binding(CanonicalReader in) {
    return new Binding(in.u64(), in.u64(), in.u64(), in.digest());
  }

  static void write(StateAt state, CanonicalWriter out) {
    out.u64(state.epoch()).u64(state.sequence()).digest(state.stateRoot());
  }

  static StateAt stateAt(CanonicalReader in) {
    return new StateAt(in.u64(), in.u64(), in.digest());
  }

  /** A bitmap (u16), then the signatures in member order: no signer can stand there twice. */
  static void write(Signers signers, CanonicalWriter out) {
    out.u16(signers.bitmap());
    signers.signatures().forEach(out::signature);
  }

  static Signers signers(CanonicalReader in) {
    int bitmap = in.u16();
    if (bitmap >>> Quorum.MAX_VALIDATORS != 0) {
      throw new MalformedException("signers: want members 0 to 12, found bitmap " + bitmap);
    }
    int count = Integer.bitCount(bitmap);
    List<Signature> signatures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      signatures.add(in.signature());
    }
    return new Signers(bitmap, signatures);
  }

  static void write(SlotSet slots, CanonicalWriter out) {
    out.u16(slots.bits().length()).raw(slots.bits());
  }

  static SlotSet slots(CanonicalReader in) {
    int bytes = in.u16();
    if (bytes > SlotSet.BYTES_MAX) {
      throw new MalformedException(
          "slot set: want at most %d bytes, found %d".formatted(SlotSet.BYTES_MAX, bytes));
    }
    return new SlotSet(in.raw(bytes));
  }

  static int code(Mode mode) {
    return switch (mode) {
      case NORMAL -> 1;
      case STOPPED -> 2;
    };
  }

  static Mode mode(CanonicalReader in) {
    int code = in.u8();
    return switch (code) {
      case 1 -> Mode.NORMAL;
      case 2 -> Mode.STOPPED;
      default -> throw new MalformedException("mode: want 1 or 2, found " + code);
    };
  }

  static int code(Standing standing) {
    return switch (standing) {
      case ASKING -> 1;
      case VOTER -> 2;
      case LEARNER -> 3;
    };
  }

  static Standing standing(CanonicalReader in) {
    int code = in.u8();
    return switch (code) {
      case 1 -> Standing.ASKING;
      case 2 -> Standing.VOTER;
      case 3 -> Standing.LEARNER;
      default -> throw new MalformedException("standing: want 1 to 3, found " + code);
    };
  }
}
