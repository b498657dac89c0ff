import { Problem, problemSentence } from '../../shared/problems.ts'
import { connectAdministrator } from '../central/administrator.ts'
import {
  type CentralArguments,
  centralUsage,
  parseCentralArguments,
  WrongUsage,
} from './central-arguments.ts'
import { type Outcome, performCentral } from './central-tasks.ts'

/**
 * `npm run central -- COMMAND`: Diskominfo's side of the centre. Exit code 0 where the work was done, 1 where it
 * was not (the reason on standard error), 2 for a command that is none. With --json the answer is one line.
 */
const argumentsGiven = understand()
const secrets = {
  directoryPassphrase: process.env.SOLID_DIRECTORY_PASSPHRASE,
  activationPassphrase: process.env.SOLID_ACTIVATION_PASSPHRASE,
}
try {
  const administrator = await connectAdministrator(argumentsGiven.address)
  try {
    const task = { administrator, address: argumentsGiven.address, secrets }
    print(await performCentral(task, argumentsGiven.command), argumentsGiven.json)
  } finally {
    await administrator.connection.end()
  }
} catch (error) {
  // The server's own words reach only its administrator, who needs them.
  const cause = error instanceof Problem ? error.cause : error
  const words = cause instanceof Error ? cause.message : ''
  if (!(error instanceof Problem)) console.error(words)
  else if (argumentsGiven.json) console.error(JSON.stringify({ problem: error.toValue(), server: words }))
  else console.error(`${problemSentence(error.toValue())}\n${words}`)
  process.exitCode = 1
}

function understand(): CentralArguments {
  try {
    return parseCentralArguments(process.argv.slice(2), process.env)
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error
    console.error(`${error.message}\n${centralUsage}`)
    process.exit(2)
  }
}

function print(outcome: Outcome, json: boolean): void {
  if (json) console.log(JSON.stringify(outcome))
  else if (Array.isArray(outcome)) console.table(outcome)
  else for (const [name, value] of Object.entries(outcome)) console.log(`${name.padEnd(22)} ${String(value)}`)
}
