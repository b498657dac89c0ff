import dgram from 'node:dgram'
import os from 'node:os'
import packet from 'dns-packet'

/** An eSCL scanner as it announces itself. */
export interface AnnouncedScanner {
  /** `https://192.168.1.20:443/eSCL` */
  url: string
  name: string
}

/** Where to ask, and for how long. */
export interface DiscoveryOptions {
  address: string
  port: number
  /** Own addresses to ask from. */
  from: readonly string[]
  milliseconds: number
}

const services = ['_uscans._tcp.local', '_uscan._tcp.local'] as const

/** Every network of this computer, by multicast DNS (RFC 6762). */
const allInterfaces = (): DiscoveryOptions => ({
  address: '224.0.0.251',
  port: 5353,
  from: Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address),
  milliseconds: 1_500,
})

/**
 * Asks the network for eSCL scanners once, from a port of our own: they answer such a question to us alone
 * (RFC 6762 section 6.7), which a firewall lets in. A scanner that offers both is spoken to over TLS.
 */
export async function discoverScanners(
  signal: AbortSignal,
  options: DiscoveryOptions = allInterfaces(),
): Promise<AnnouncedScanner[]> {
  const found = new Map<string, AnnouncedScanner>()
  await Promise.all(
    options.from.map((address) =>
      queryFrom(address, options, signal, (scanner) => addScanner(found, scanner)),
    ),
  )
  return [...found.values()]
}

function addScanner(found: Map<string, AnnouncedScanner>, scanner: AnnouncedScanner): void {
  const host = new URL(scanner.url).hostname
  const known = found.get(host)
  if (!known || (known.url.startsWith('http:') && scanner.url.startsWith('https:'))) found.set(host, scanner)
}

async function queryFrom(
  address: string,
  options: DiscoveryOptions,
  signal: AbortSignal,
  onFound: (scanner: AnnouncedScanner) => void,
): Promise<void> {
  const query = packet.encode({
    type: 'query',
    questions: services.map((name) => ({ type: 'PTR' as const, name })),
  })
  await new Promise<void>((resolve) => {
    const socket = dgram.createSocket('udp4')
    const end = (): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', end)
      socket.close(() => resolve())
    }
    const limit = setTimeout(end, options.milliseconds)
    signal.addEventListener('abort', end, { once: true })
    // A network that cannot be asked has no scanners for us.
    socket.once('error', end)
    socket.on('message', (answer, sender) => {
      for (const scanner of parseAnswer(answer, sender.address)) onFound(scanner)
    })
    socket.bind({ address, port: 0 }, () => socket.send(query, options.port, options.address))
  })
}

/** The scanners in an answer; nothing for what is none. Where an answer has no address, its sender has. */
function parseAnswer(bytes: Buffer, sender: string): AnnouncedScanner[] {
  const records = decode(bytes)
  const scanners: AnnouncedScanner[] = []
  for (const record of records) {
    if (record.type !== 'SRV') continue
    const service = services.find((name) => record.name.endsWith(`.${name}`))
    if (!service) continue
    const { target, port } = record.data
    const host = records.find((other) => other.type === 'A' && other.name === target)
    const facts = txtRecord(records, record.name)
    const scheme = service === '_uscans._tcp.local' ? 'https' : 'http'
    const folder = (facts.get('rs') ?? 'eSCL').replace(/^\/+|\/+$/g, '')
    scanners.push({
      url: `${scheme}://${host?.type === 'A' ? host.data : sender}:${port}/${folder}`,
      name: facts.get('ty') ?? record.name.slice(0, -service.length - 1),
    })
  }
  return scanners
}

function decode(bytes: Buffer): packet.Answer[] {
  try {
    const { answers = [], additionals = [] } = packet.decode(bytes)
    return [...answers, ...additionals]
  } catch {
    return []
  }
}

/** "ty=EPSON ET-4850" and the like, of one scanner. */
function txtRecord(records: readonly packet.Answer[], name: string): Map<string, string> {
  const text = records.find((record) => record.type === 'TXT' && record.name === name)
  if (text?.type !== 'TXT') return new Map()
  const lines = Array.isArray(text.data) ? text.data : [text.data]
  return new Map(
    lines.map((line) => {
      const [key = '', ...value] = line.toString().split('=')
      return [key.toLowerCase(), value.join('=')]
    }),
  )
}
