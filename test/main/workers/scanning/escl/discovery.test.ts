import dgram from 'node:dgram'
import packet from 'dns-packet'
import { expect, test } from 'vitest'
import { discoverScanners } from '../../../../../main/workers/scanning/escl/discovery.ts'

/** Answers every question as a multifunction device does that offers its scanner with and without TLS. */
async function startResponder(answers: readonly Buffer[]) {
  const socket = dgram.createSocket('udp4')
  const questions: string[] = []
  socket.on('message', (bytes, sender) => {
    questions.push(...(packet.decode(bytes).questions ?? []).map(({ name }) => name))
    for (const answer of answers) socket.send(answer, sender.port, sender.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { port: socket.address().port, questions, [Symbol.dispose]: () => socket.close() }
}

function announcement(service: string, port: number, withAddress: boolean): Buffer {
  const name = `Contoh MFP 100._${service}._tcp.local`
  return packet.encode({
    type: 'response',
    answers: [{ type: 'PTR', name: `_${service}._tcp.local`, data: name }],
    additionals: [
      { type: 'SRV', name, data: { target: 'contoh.local', port } },
      { type: 'TXT', name, data: ['txtvers=1', 'ty=Contoh MFP 100', 'rs=/eSCL/'] },
      ...(withAddress ? [{ type: 'A' as const, name: 'contoh.local', data: '127.0.0.2' }] : []),
    ],
  })
}

const ask = (port: number) =>
  discoverScanners(new AbortController().signal, {
    address: '127.0.0.1',
    port,
    from: ['127.0.0.1'],
    milliseconds: 300,
  })

test('a scanner that offers both is found once, to be spoken to over TLS', async () => {
  using responder = await startResponder([
    announcement('uscan', 80, true),
    announcement('uscans', 443, true),
    announcement('uscan', 80, true),
  ])
  expect(await ask(responder.port)).toEqual([{ url: 'https://127.0.0.2:443/eSCL', name: 'Contoh MFP 100' }])
  expect(responder.questions).toEqual(['_uscans._tcp.local', '_uscan._tcp.local'])
})

test('an answer without an address is from its sender; what is no answer is passed over', async () => {
  using responder = await startResponder([Buffer.from('no DNS at all'), announcement('uscan', 8080, false)])
  expect(await ask(responder.port)).toEqual([{ url: 'http://127.0.0.1:8080/eSCL', name: 'Contoh MFP 100' }])
})

test('where nobody answers there are none', async () => {
  using responder = await startResponder([])
  expect(await ask(responder.port)).toEqual([])
})
