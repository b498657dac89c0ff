import http from 'node:http'
import https from 'node:https'
import { XMLParser } from 'fast-xml-parser'

/** What stands in the way of a scan, and when. */
export interface EsclBehaviour {
  /** Sheets in the feeder. */
  sheets: number
  /** `503` to so many orders before one is taken, and to so many askings for a page before each. */
  busyOrders: number
  busyPages: number
  /** After so many pages the feeder jams, the cover is opened, or the connection is cut within a page. */
  jamAfter: number
  openAfter: number
  cutAfter: number
  /** Takes requests and never answers. */
  silent: boolean
}

export interface EsclServer extends AsyncDisposable {
  readonly address: string
  readonly behaviour: EsclBehaviour
  /** The order documents that were posted, as parsed XML. */
  readonly orders: Record<string, unknown>[]
  /** Jobs that were asked to be deleted. */
  readonly deleted: string[]
}

/**
 * An eSCL scanner with a glass and a duplex feeder, as the published protocol says (Mopria eSCL Technical
 * Specification 2.97): capabilities, status, jobs, documents until 404, deletion.
 *
 * @param page what each scanned page is
 */
export async function startEsclServer(
  page: Buffer,
  secret?: { key: string; cert: string },
): Promise<EsclServer> {
  const behaviour: EsclBehaviour = {
    sheets: 0,
    busyOrders: 0,
    busyPages: 0,
    jamAfter: Number.POSITIVE_INFINITY,
    openAfter: Number.POSITIVE_INFINITY,
    cutAfter: Number.POSITIVE_INFINITY,
    silent: false,
  }
  const orders: Record<string, unknown>[] = []
  const deleted: string[] = []
  let job: Job | undefined
  let adf: string | undefined

  const adfState = () => adf ?? (behaviour.sheets > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty')

  async function answer(request: http.IncomingMessage): Promise<Reply> {
    const { method, url = '' } = request
    if (method === 'GET' && url === '/eSCL/ScannerCapabilities') return xml(capabilities)
    if (method === 'GET' && url === '/eSCL/ScannerStatus') {
      return xml(status(job ? 'Processing' : 'Idle', adfState()))
    }
    if (method === 'POST' && url === '/eSCL/ScanJobs') return takeOrder(await textOf(request))
    if (method === 'DELETE' && url === job?.path) {
      deleted.push(url)
      job = undefined
      return { status: 200 }
    }
    return method === 'GET' && job && url === `${job.path}/NextDocument` ? givePage(job) : { status: 404 }
  }

  function takeOrder(text: string): Reply {
    if (behaviour.busyOrders > 0) {
      behaviour.busyOrders -= 1
      return { status: 503, headers: { 'Retry-After': '1' } }
    }
    const { ScanSettings: order } = new XMLParser({ removeNSPrefix: true, parseTagValue: false }).parse(text)
    orders.push(order)
    const fromFeeder = order.InputSource === 'Feeder'
    if (fromFeeder && behaviour.sheets === 0) return { status: 409 }
    const path = `/eSCL/ScanJobs/${orders.length}`
    job = { path, fromFeeder, sides: order.Duplex === 'true' ? 2 : 1, given: 0, busy: behaviour.busyPages }
    // By the name that the scanner gives itself, which need not be how it was reached.
    return { status: 201, headers: { Location: `http://scanner.local${path}` } }
  }

  function givePage(current: Job): Reply {
    if (current.busy > 0) {
      current.busy -= 1
      return { status: 503 }
    }
    current.busy = behaviour.busyPages
    if (current.given >= behaviour.jamAfter) adf = 'ScannerAdfJam'
    if (current.given >= behaviour.openAfter) adf = 'ScannerAdfHatchOpen'
    const whole = current.fromFeeder ? behaviour.sheets * current.sides : 1
    if (adf !== undefined || current.given >= whole) {
      job = undefined
      behaviour.sheets = 0
      return { status: 404 }
    }
    current.given += 1
    return {
      status: 200,
      headers: { 'Content-Type': 'image/jpeg' },
      body: page,
      cut: current.given > behaviour.cutAfter,
    }
  }

  const listener = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    if (!behaviour.silent) send(response, await answer(request))
  }
  const server = secret ? https.createServer(secret, listener) : http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' ? bound?.port : undefined
  return {
    address: `${secret ? 'https' : 'http'}://127.0.0.1:${port}/eSCL`,
    behaviour,
    orders,
    deleted,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Reply {
  status: number
  headers?: http.OutgoingHttpHeaders
  body?: Buffer
  /** Whether the connection is cut in the middle. */
  cut?: boolean
}

interface Job {
  path: string
  fromFeeder: boolean
  sides: number
  given: number
  busy: number
}

function send(response: http.ServerResponse, { status: code, headers, body, cut }: Reply): void {
  response.writeHead(code, { ...headers, 'Content-Length': body?.length ?? 0 })
  if (cut && body) response.write(body.subarray(0, body.length / 2), () => response.destroy())
  else response.end(body)
}

const xml = (text: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml' },
  body: Buffer.from(text),
})

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

const status = (state: string, adfState: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>2.6</pwg:Version>
  <pwg:State>${state}</pwg:State>
  <scan:AdfState>${adfState}</scan:AdfState>
</scan:ScannerStatus>`

const settingProfiles = (resolutions: string): string => `<scan:SettingProfiles>
  <scan:SettingProfile>
    <scan:ColorModes>
      <scan:ColorMode>BlackAndWhite1</scan:ColorMode>
      <scan:ColorMode>Grayscale8</scan:ColorMode>
      <scan:ColorMode>RGB24</scan:ColorMode>
    </scan:ColorModes>
    <scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat></scan:DocumentFormats>
    <scan:SupportedResolutions>${resolutions}</scan:SupportedResolutions>
  </scan:SettingProfile>
</scan:SettingProfiles>`

const discrete = [75, 200, 300, 600]
  .map(
    (dpi) =>
      `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`,
  )
  .join('')

const input = (name: string, height: number): string => `<scan:${name}>
  <scan:MinWidth>1</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
  <scan:MinHeight>1</scan:MinHeight><scan:MaxHeight>${height}</scan:MaxHeight>
  ${settingProfiles(`<scan:DiscreteResolutions>${discrete}</scan:DiscreteResolutions>`)}
</scan:${name}>`

const capabilities = `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>2.63</pwg:Version>
  <pwg:MakeAndModel>Contoh Pindai MFP 100</pwg:MakeAndModel>
  <scan:Platen>${input('PlatenInputCaps', 3508)}</scan:Platen>
  <scan:Adf>
    ${input('AdfSimplexInputCaps', 4200)}
    ${input('AdfDuplexInputCaps', 4200)}
    <scan:FeederCapacity>35</scan:FeederCapacity>
  </scan:Adf>
</scan:ScannerCapabilities>`
