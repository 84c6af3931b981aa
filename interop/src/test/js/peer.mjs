// A js-libp2p peer for the interoperability tests: tcp, noise, yamux, identify, ping.
//
//   node peer.mjs listen [--late-muxer]
//   node peer.mjs dial MULTIADDR [--late-muxer] [--bytes N]
//   node peer.mjs listen --lanes GENESIS       answers lanes, pings whoever comes and sends a frame
//   node peer.mjs dial MULTIADDR --refused PROTOCOL      says why it cannot open a stream
//
// Writes one JSON object per line to standard output and ends when standard input ends, or, as a
// dialer, when it is done. --late-muxer leaves the muxer out of the Noise handshake.
import { noise } from '@libp2p/noise'
import { identify } from '@libp2p/identify'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'

const SINK = '/dtvn-test/sink/1' // takes bytes until the end, answers with their number
const SOURCE = '/dtvn-test/source/1' // takes a number, answers with that many bytes
const CHUNK = 32 * 1024

const [role, ...rest] = process.argv.slice(2)
const valueOf = (option) => rest[rest.indexOf(option) + 1]
const lanes = rest.includes('--lanes') ? valueOf('--lanes') : ''
const refused = rest.includes('--refused') ? valueOf('--refused') : ''
const lateMuxer = rest.includes('--late-muxer')
const bytes = rest.includes('--bytes') ? Number(rest[rest.indexOf('--bytes') + 1]) : 0

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n')

// The muxer is agreed on over the secured channel when the handshake says nothing of it.
const lateNoise = () => (components) => {
  const inner = noise()(components)
  const late = (options) => ({ ...options, skipStreamMuxerNegotiation: true })
  return {
    protocol: inner.protocol,
    secureOutbound: (connection, options) => inner.secureOutbound(connection, late(options)),
    secureInbound: (connection, options) => inner.secureInbound(connection, late(options))
  }
}

const node = await createLibp2p({
  addresses: { listen: role === 'listen' ? ['/ip4/127.0.0.1/tcp/0'] : [] },
  transports: [tcp()],
  connectionEncrypters: [lateMuxer ? lateNoise() : noise()],
  streamMuxers: [yamux()],
  connectionGater: { denyDialMultiaddr: () => false },
  services: { identify: identify(), ping: ping() }
})

const eightBytes = (number) => {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(number))
  return out
}

const numberIn = (chunks) => {
  const all = Buffer.concat(chunks)
  return Number(new DataView(all.buffer, all.byteOffset, 8).getBigUint64(0))
}

// Sends when there is room and waits when there is none.
const send = async (stream, data) => {
  if (!stream.send(data)) {
    await stream.onDrain()
  }
}

const sendMany = async (stream, count) => {
  const chunk = new Uint8Array(CHUNK).fill(7)
  for (let left = count; left > 0; left -= CHUNK) {
    await send(stream, left >= CHUNK ? chunk : chunk.subarray(0, left))
  }
}

const count = async (stream) => {
  let total = 0
  for await (const chunk of stream) {
    total += chunk.byteLength
  }
  return total
}

const collect = async (stream, wanted) => {
  const chunks = []
  let total = 0
  for await (const chunk of stream) {
    chunks.push(chunk.subarray())
    total += chunk.byteLength
    if (total >= wanted) {
      break
    }
  }
  return chunks
}

const failing = (work) => (stream) => {
  work(stream).catch((problem) => {
    say({ event: 'failed', problem: String(problem) })
    stream.abort(problem)
  })
}

await node.handle(SINK, failing(async (stream) => {
  await send(stream, eightBytes(await count(stream)))
  await stream.close()
}))

await node.handle(SOURCE, failing(async (stream) => {
  await sendMany(stream, numberIn(await collect(stream, 8)))
  await stream.close()
}))

node.addEventListener('peer:identify', ({ detail }) => {
  say({
    event: 'identified',
    peer: detail.peerId.toString(),
    agent: detail.agentVersion,
    protocols: detail.protocols,
    addresses: detail.listenAddrs.map(String),
    muxer: detail.connection.multiplexer
  })
})

// A member of a network: it takes the lanes that are opened to it, and opens one of its own.
if (lanes !== '') {
  for (const lane of ['votes', 'proposals', 'repair', 'requests']) {
    await node.handle(`/dtvn/${lanes}/${lane}/1`, failing(async (stream) => {
      for await (const chunk of stream) {
        say({ event: 'frame', lane, text: Buffer.from(chunk.subarray()).subarray(1).toString() })
      }
    }))
  }
  node.addEventListener('peer:identify', ({ detail }) => {
    const visit = async () => {
      const millis = await node.services.ping.ping(detail.peerId)
      say({ event: 'pinged', millis, peer: detail.peerId.toString() })
      const votes = await detail.connection.newStream(`/dtvn/${lanes}/votes/1`)
      await send(votes, Buffer.from('\x04from'))
    }
    visit().catch((problem) => say({ event: 'failed', problem: String(problem) }))
  })
}

if (refused !== '') {
  try {
    const connection = await node.dial(multiaddr(rest[0]))
    await connection.newStream(refused)
    say({ event: 'failed', problem: 'a stream was opened' })
  } catch (problem) {
    say({ event: 'refused', problem: String(problem) })
  }
  await node.stop()
  process.exit(0)
} else if (role === 'listen') {
  say({ event: 'listening', address: node.getMultiaddrs()[0].toString() })
  process.stdin.resume()
  process.stdin.on('end', () => node.stop().then(() => process.exit(0)))
} else {
  const address = multiaddr(rest[0])
  const connection = await node.dial(address)
  const millis = await node.services.ping.ping(connection.remotePeer)
  say({ event: 'pinged', millis, peer: connection.remotePeer.toString() })
  if (bytes > 0) {
    const sink = await connection.newStream(SINK)
    const answer = collect(sink, 8)
    await sendMany(sink, bytes)
    await sink.close()
    say({ event: 'pushed', bytes, counted: numberIn(await answer) })
    const source = await connection.newStream(SOURCE)
    const pulled = count(source)
    await send(source, eightBytes(bytes))
    await source.close()
    say({ event: 'pulled', bytes, counted: await pulled })
  }
  say({ event: 'done' })
  await node.stop()
  process.exit(0)
}
