package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Protocols;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.domain.codec.PublicKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session of ours, and a dialler at its other end that speaks frames and may lie. */
final class RawPeer implements Protocols, StreamHandler {

  static final String ECHO = "/test/echo/1";
  static final YamuxLimits LIMITS = limits(new ReceiveBudget(1 << 30));

  static YamuxLimits limits(ReceiveBudget budget) {
    return new YamuxLimits(4, 3, 1 << 20, 5, 3, 10, Duration.ofSeconds(10), budget);
  }

  final EmbeddedChannel channel;
  final Connection connection;
  final List<String> events = new ArrayList<>();
  final List<Stream> streams = new ArrayList<>();
  private final ByteBuf unread = Unpooled.buffer();
  boolean consuming = true;

  /** The event at which the handler breaks; empty: it does not. */
  String breaksAt = "";

  int receivedBytes;

  RawPeer() {
    this(LIMITS);
  }

  RawPeer(YamuxLimits limits) {
    YamuxHandler handler = new YamuxHandler(limits, this);
    channel = new EmbeddedChannel(handler);
    channel.freezeTime();
    connection =
        handler.start(
            channel.pipeline().firstContext(),
            new YamuxPeer(
                PublicKey.fromBytes(new byte[32], 0),
                false,
                Multiaddr.parse("/ip4/127.0.0.1/tcp/1"),
                Multiaddr.parse("/ip4/127.0.0.1/tcp/2")));
  }

  /** What a frame of {@code type} looks like; its length may be a lie. */
  static ByteBuf frame(int type, int flags, int id, long length) {
    return new Frame(type, flags, id, length).encode(Unpooled.buffer().alloc());
  }

  /** Sends a frame without payload. */
  RawPeer says(int type, int flags, int id, long length) {
    channel.writeInbound(frame(type, flags, id, length));
    return this;
  }

  /** Sends data. */
  RawPeer sends(int flags, int id, byte[] payload) {
    channel.writeInbound(
        Unpooled.wrappedBuffer(
            frame(Frame.DATA, flags, id, payload.length), Unpooled.wrappedBuffer(payload)));
    return this;
  }

  /** Opens a stream and agrees on the echo protocol. */
  RawPeer opens(int id) {
    return sends(Frame.SYN, id, proposal(ECHO));
  }

  static byte[] proposal(String protocol) {
    String text = "\u0013/multistream/1.0.0\n" + (char) (protocol.length() + 1) + protocol + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The next frame that we sent, without its payload; empty if there is none. */
  Optional<Frame> next() {
    channel.runPendingTasks();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      unread.writeBytes(out);
      out.release();
    }
    if (!unread.isReadable()) {
      return Optional.empty();
    }
    Frame frame = Frame.read(unread);
    if (frame.type() == Frame.DATA) {
      unread.skipBytes((int) frame.length());
    }
    return Optional.of(frame);
  }

  /** All frames that we sent since the last look. */
  List<Frame> heard() {
    List<Frame> frames = new ArrayList<>();
    for (Optional<Frame> frame = next(); frame.isPresent(); frame = next()) {
      frames.add(frame.get());
    }
    return frames;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public List<String> supported(Connection asked) {
    return List.of(ECHO);
  }

  @Override
  public Optional<StreamHandler> accept(Connection asked, String protocol) {
    return protocol.equals(ECHO) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public void onOpen(Stream stream) {
    streams.add(stream);
    happens("open");
  }

  @Override
  public void onData(Stream stream, ByteBuf data) {
    int length = data.readableBytes();
    receivedBytes += length;
    data.release();
    breakAt("data");
    if (consuming) {
      stream.consumed(length);
    }
  }

  @Override
  public void onWritable(Stream stream) {
    happens("writable");
  }

  @Override
  public void onEnd(Stream stream) {
    happens("end");
  }

  @Override
  public void onClosed(Stream stream, @Nullable Throwable why) {
    events.add(why == null ? "closed" : "closed: " + why.getMessage());
    breakAt("closed");
  }

  private void happens(String event) {
    events.add(event);
    breakAt(event);
  }

  private void breakAt(String event) {
    if (event.equals(breaksAt)) {
      throw new StackOverflowError(event);
    }
  }
}
