// electron [flags] [-r module] APP: starts the folder or file APP, as Electron's own default application does.
import fs from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import url from 'node:url'
import { app } from 'electron'

const parameters = process.argv.slice(1)
let target
for (let index = 0; index < parameters.length; index++) {
  const parameter = parameters[index]
  if (parameter === '-r' || parameter === '--require') {
    Module.createRequire(path.join(process.cwd(), 'start.js'))(parameters[++index])
  } else if (!parameter.startsWith('-')) {
    target = path.resolve(parameter)
    break
  }
}
if (target === undefined) {
  console.error('usage: electron [flags] APP')
  process.exit(2)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
const entry = Module._resolveFilename(target, null, true)
const manifest = path.join(target, 'package.json')
if (fs.existsSync(manifest)) {
  const { version, productName, name } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  if (version) app.setVersion(version)
  if (productName || name) app.name = productName || name
  app.setAppPath(target)
} else {
  app.setAppPath(path.dirname(entry))
}
await import(url.pathToFileURL(entry).href)
