import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site that is not ours, on the loopback interface. Whatever reaches it has got out of the application. */
export type ForeignSite = {
  readonly address: string
  /** Paths of the requests so far. */
  readonly requests: readonly string[]
  close(): void
}

export async function openForeignSite(): Promise<ForeignSite> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*').end('<title>Situs asing</title>')
  })
  const { port } = await new Promise<AddressInfo>((listening, failed) => {
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address !== 'string') listening(address)
    })
  })
  return { address: `http://127.0.0.1:${port}`, requests, close: () => server.close() }
}
