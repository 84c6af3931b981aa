package io.dtvn.adapters.libp2p.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes bytes on between a dialler and a listener, and flips one of the dialler's. */
final class Tamperer implements AutoCloseable {

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final long flipAt;

  Tamperer(InetSocketAddress target, long flipAt) throws IOException {
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    this.target = target;
    this.flipAt = flipAt;
    Thread.ofVirtual().start(this::serve);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    try (Socket from = server.accept();
        Socket to = new Socket(target.getAddress(), target.getPort())) {
      Thread back = Thread.ofVirtual().start(() -> pass(to, from, Long.MAX_VALUE));
      pass(from, to, flipAt);
      back.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pass(Socket from, Socket to, long flipAt) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[4096];
      long seen = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (flipAt >= seen && flipAt < seen + read) {
          buffer[(int) (flipAt - seen)] ^= 0x10;
        }
        seen += read;
        out.write(buffer, 0, read);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
