import http from 'node:http'
import https from 'node:https'
import { XMLParser } from 'fast-xml-parser'

/** Faults to inject. */
export interface EsclFaults {
  /** Sheets in the feeder. */
  sheets: number
  /** Number of `503` responses to job requests before one is accepted, and to requests for each page. */
  busyJobRequests: number
  busyPages: number
  /**
   * Number of pages after which the feeder jams, the cover is opened, or the connection is cut within a page.
   */
  jamAfter: number
  openAfter: number
  cutAfter: number
  /** Accepts requests and never responds. */
  silent: boolean
}

export interface EsclServer extends AsyncDisposable {
  readonly address: string
  readonly faults: EsclFaults
  /** The ScanSettings documents that were posted, as parsed XML. */
  readonly jobRequests: Record<string, unknown>[]
  /** URLs of deleted jobs. */
  readonly deleted: string[]
}

/**
 * Fake eSCL scanner with a flatbed and a duplex feeder, by the published protocol (Mopria eSCL Technical
 * Specification 2.97): capabilities, status, jobs, documents until 404, deletion.
 *
 * @param page JPEG of every scanned page
 * @param tls key and certificate for HTTPS
 */
export async function startEsclServer(
  page: Buffer,
  tls?: { key: string; cert: string },
): Promise<EsclServer> {
  const faults: EsclFaults = {
    sheets: 0,
    busyJobRequests: 0,
    busyPages: 0,
    jamAfter: Number.POSITIVE_INFINITY,
    openAfter: Number.POSITIVE_INFINITY,
    cutAfter: Number.POSITIVE_INFINITY,
    silent: false,
  }
  const jobRequests: Record<string, unknown>[] = []
  const deleted: string[] = []
  let job: Job | undefined
  let adf: string | undefined

  const adfState = () => adf ?? (faults.sheets > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty')

  async function handle(request: http.IncomingMessage): Promise<EsclResponse> {
    const { method, url = '' } = request
    if (method === 'GET' && url === '/eSCL/ScannerCapabilities') return xml(capabilities)
    if (method === 'GET' && url === '/eSCL/ScannerStatus') {
      return xml(status(job ? 'Processing' : 'Idle', adfState()))
    }
    if (method === 'POST' && url === '/eSCL/ScanJobs') return createJob(await readBody(request))
    if (method === 'DELETE' && url === job?.path) {
      deleted.push(url)
      job = undefined
      return { status: 200 }
    }
    return method === 'GET' && job && url === `${job.path}/NextDocument` ? nextDocument(job) : { status: 404 }
  }

  function createJob(text: string): EsclResponse {
    if (faults.busyJobRequests > 0) {
      faults.busyJobRequests -= 1
      return { status: 503, headers: { 'Retry-After': '1' } }
    }
    const { ScanSettings: settings } = new XMLParser({ removeNSPrefix: true, parseTagValue: false }).parse(
      text,
    )
    jobRequests.push(settings)
    const fromFeeder = settings.InputSource === 'Feeder'
    if (fromFeeder && faults.sheets === 0) return { status: 409 }
    const path = `/eSCL/ScanJobs/${jobRequests.length}`
    job = {
      path,
      fromFeeder,
      sides: settings.Duplex === 'true' ? 2 : 1,
      delivered: 0,
      busy: faults.busyPages,
    }
    // With the scanner's own host name, which may differ from the one it was reached by.
    return { status: 201, headers: { Location: `http://scanner.local${path}` } }
  }

  function nextDocument(current: Job): EsclResponse {
    if (current.busy > 0) {
      current.busy -= 1
      return { status: 503 }
    }
    current.busy = faults.busyPages
    if (current.delivered >= faults.jamAfter) adf = 'ScannerAdfJam'
    if (current.delivered >= faults.openAfter) adf = 'ScannerAdfHatchOpen'
    const totalPages = current.fromFeeder ? faults.sheets * current.sides : 1
    if (adf !== undefined || current.delivered >= totalPages) {
      job = undefined
      faults.sheets = 0
      return { status: 404 }
    }
    current.delivered += 1
    return {
      status: 200,
      headers: { 'Content-Type': 'image/jpeg' },
      body: page,
      cut: current.delivered > faults.cutAfter,
    }
  }

  const listener = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    if (!faults.silent) send(response, await handle(request))
  }
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' ? bound?.port : undefined
  return {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/eSCL`,
    faults,
    jobRequests,
    deleted,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface EsclResponse {
  status: number
  headers?: http.OutgoingHttpHeaders
  body?: Buffer
  /** Cuts the connection in the middle of the body. */
  cut?: boolean
}

interface Job {
  path: string
  fromFeeder: boolean
  sides: number
  delivered: number
  busy: number
}

function send(response: http.ServerResponse, { status: code, headers, body, cut }: EsclResponse): void {
  response.writeHead(code, { ...headers, 'Content-Length': body?.length ?? 0 })
  if (cut && body) response.write(body.subarray(0, body.length / 2), () => response.destroy())
  else response.end(body)
}

const xml = (text: string): EsclResponse => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml' },
  body: Buffer.from(text),
})

async function readBody(request: http.IncomingMessage): Promise<string> {
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
