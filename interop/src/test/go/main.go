// A go-libp2p peer for the interoperability tests: tcp, noise, yamux, identify, ping.
//
//	peer listen
//	peer dial MULTIADDR [BYTES]
//	peer listen --lanes GENESIS             answers lanes, pings whoever comes and sends a frame
//	peer dial MULTIADDR --refused PROTOCOL  says why it cannot open a stream
//
// Writes one JSON object per line to standard output. A listener ends when standard input ends.
package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/muxer/yamux"
	"github.com/libp2p/go-libp2p/p2p/protocol/ping"
	"github.com/libp2p/go-libp2p/p2p/security/noise"
	"github.com/libp2p/go-libp2p/p2p/transport/tcp"
)

const (
	sink   = "/dtvn-test/sink/1"   // takes bytes until the end, answers with their number
	source = "/dtvn-test/source/1" // takes a number, answers with that many bytes
)

var out = json.NewEncoder(os.Stdout)

func say(event string, fields map[string]any) {
	fields["event"] = event
	if err := out.Encode(fields); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("want listen or dial"))
	}
	listen := libp2p.NoListenAddrs
	if os.Args[1] == "listen" {
		listen = libp2p.ListenAddrStrings("/ip4/127.0.0.1/tcp/0")
	}
	node, err := libp2p.New(
		listen,
		libp2p.Transport(tcp.NewTCPTransport),
		libp2p.Security(noise.ID, noise.New),
		libp2p.Muxer(yamux.ID, yamux.DefaultTransport),
		libp2p.DisableRelay(),
	)
	if err != nil {
		fail(err)
	}
	node.SetStreamHandler(sink, serveSink)
	node.SetStreamHandler(source, serveSource)
	if len(os.Args) > 3 && os.Args[2] == "--lanes" {
		beMember(node, os.Args[3])
	}
	tellIdentified(node)
	if os.Args[1] == "listen" {
		say("listening", map[string]any{
			"address": fmt.Sprintf("%s/p2p/%s", node.Addrs()[0], node.ID()),
		})
		_, _ = io.Copy(io.Discard, os.Stdin)
	} else if len(os.Args) > 4 && os.Args[3] == "--refused" {
		beRefused(node, os.Args[2], protocol.ID(os.Args[4]))
	} else {
		dial(node, os.Args[2:])
	}
	if err := node.Close(); err != nil {
		fail(err)
	}
}

// Takes the lanes that are opened to it, pings whoever comes, and opens a lane of its own.
func beMember(node host.Host, genesis string) {
	for _, lane := range []string{"votes", "proposals", "repair", "requests"} {
		node.SetStreamHandler(laneOf(genesis, lane), func(stream network.Stream) {
			frame := make([]byte, 256)
			for {
				count, err := stream.Read(frame)
				if count > 1 {
					say("frame", map[string]any{"lane": lane, "text": string(frame[1:count])})
				}
				if err != nil {
					return
				}
			}
		})
	}
	node.Network().Notify(&network.NotifyBundle{
		ConnectedF: func(_ network.Network, connection network.Conn) {
			go visit(node, connection.RemotePeer(), laneOf(genesis, "votes"))
		},
	})
}

func laneOf(genesis string, lane string) protocol.ID {
	return protocol.ID(fmt.Sprintf("/dtvn/%s/%s/1", genesis, lane))
}

func visit(node host.Host, to peer.ID, votes protocol.ID) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	answer := <-ping.Ping(ctx, node, to)
	if answer.Error != nil {
		say("failed", map[string]any{"problem": answer.Error.Error()})
		return
	}
	say("pinged", map[string]any{"millis": answer.RTT.Seconds() * 1000, "peer": to.String()})
	stream, err := node.NewStream(ctx, to, votes)
	if err == nil {
		_, err = stream.Write([]byte("\x04from"))
	}
	if err != nil {
		say("failed", map[string]any{"problem": err.Error()})
	}
}

func beRefused(node host.Host, address string, wanted protocol.ID) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	target, err := peer.AddrInfoFromString(address)
	if err != nil {
		fail(err)
	}
	err = node.Connect(ctx, *target)
	if err == nil {
		var stream network.Stream
		if stream, err = node.NewStream(ctx, target.ID, wanted); err == nil {
			_, err = stream.Read(make([]byte, 1))
		}
	}
	if err == nil {
		say("failed", map[string]any{"problem": "a stream was opened"})
	} else {
		say("refused", map[string]any{"problem": err.Error()})
	}
}

func tellIdentified(node host.Host) {
	subscription, err := node.EventBus().Subscribe(new(event.EvtPeerIdentificationCompleted))
	if err != nil {
		fail(err)
	}
	go func() {
		for e := range subscription.Out() {
			identified := e.(event.EvtPeerIdentificationCompleted)
			state := identified.Conn.ConnState()
			say("identified", map[string]any{
				"peer":      identified.Peer.String(),
				"agent":     identified.AgentVersion,
				"protocols": identified.Protocols,
				"addresses": identified.ListenAddrs,
				"muxer":     state.StreamMultiplexer,
				"early":     state.UsedEarlyMuxerNegotiation,
			})
		}
	}()
}

func serveSink(stream network.Stream) {
	count, err := io.Copy(io.Discard, stream)
	if err == nil {
		err = binary.Write(stream, binary.BigEndian, uint64(count))
	}
	end(stream, err)
}

func serveSource(stream network.Stream) {
	var wanted uint64
	err := binary.Read(stream, binary.BigEndian, &wanted)
	if err == nil {
		err = send(stream, wanted)
	}
	end(stream, err)
}

func end(stream network.Stream, err error) {
	if err != nil {
		say("failed", map[string]any{"problem": err.Error()})
		_ = stream.Reset()
		return
	}
	_ = stream.Close()
}

func send(to io.Writer, count uint64) error {
	chunk := make([]byte, 32*1024)
	for count > 0 {
		part := chunk[:min(count, uint64(len(chunk)))]
		if _, err := to.Write(part); err != nil {
			return err
		}
		count -= uint64(len(part))
	}
	return nil
}

func dial(node host.Host, args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	target, err := peer.AddrInfoFromString(args[0])
	if err != nil {
		fail(err)
	}
	if err := node.Connect(ctx, *target); err != nil {
		fail(err)
	}
	answer := <-ping.Ping(ctx, node, target.ID)
	if answer.Error != nil {
		fail(answer.Error)
	}
	say("pinged", map[string]any{"millis": answer.RTT.Seconds() * 1000, "peer": target.ID.String()})
	if len(args) > 1 {
		count, err := strconv.ParseUint(args[1], 10, 64)
		if err != nil {
			fail(err)
		}
		push(ctx, node, target.ID, count)
		pull(ctx, node, target.ID, count)
	}
	say("done", map[string]any{})
}

func push(ctx context.Context, node host.Host, to peer.ID, count uint64) {
	stream, err := node.NewStream(ctx, to, sink)
	if err != nil {
		fail(err)
	}
	if err := send(stream, count); err != nil {
		fail(err)
	}
	if err := stream.CloseWrite(); err != nil {
		fail(err)
	}
	var counted uint64
	if err := binary.Read(stream, binary.BigEndian, &counted); err != nil {
		fail(err)
	}
	say("pushed", map[string]any{"bytes": count, "counted": counted})
}

func pull(ctx context.Context, node host.Host, from peer.ID, count uint64) {
	stream, err := node.NewStream(ctx, from, source)
	if err != nil {
		fail(err)
	}
	if err := binary.Write(stream, binary.BigEndian, count); err != nil {
		fail(err)
	}
	if err := stream.CloseWrite(); err != nil {
		fail(err)
	}
	counted, err := io.Copy(io.Discard, stream)
	if err != nil {
		fail(err)
	}
	say("pulled", map[string]any{"bytes": count, "counted": counted})
}
