import { Problem, problemSentence } from '../../shared/problems.ts'
import { connectAdministrator } from '../central/administrator.ts'
import {
  type CentralArguments,
  centralUsage,
  parseCentralArguments,
  UsageError,
} from './central-arguments.ts'
import { type CommandOutput, runCentralCommand } from './central-tasks.ts'

/**
 * `npm run central -- COMMAND`: Diskominfo's side of the centre. Exit code 0 where the work was done, 1 where it
 * was not (the reason on standard error), 2 for a command that is none. With --json the answer is one line.
 */
const argumentsGiven = parseOrExit()
const secrets = {
  directoryPassphrase: process.env.SOLID_DIRECTORY_PASSPHRASE,
  activationPassphrase: process.env.SOLID_ACTIVATION_PASSPHRASE,
}
try {
  const administrator = await connectAdministrator(argumentsGiven.address)
  try {
    const task = { administrator, address: argumentsGiven.address, secrets }
    print(await runCentralCommand(task, argumentsGiven.command), argumentsGiven.json)
  } finally {
    await administrator.connection.end()
  }
} catch (error) {
  // The server's own words reach only its administrator, who needs them.
  const cause = error instanceof Problem ? error.cause : error
  const message = cause instanceof Error ? cause.message : ''
  if (!(error instanceof Problem)) console.error(message)
  else if (argumentsGiven.json) console.error(JSON.stringify({ problem: error.toValue(), server: message }))
  else console.error(`${problemSentence(error.toValue())}\n${message}`)
  process.exitCode = 1
}

function parseOrExit(): CentralArguments {
  try {
    return parseCentralArguments(process.argv.slice(2), process.env)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n${centralUsage}`)
    process.exit(2)
  }
}

function print(outcome: CommandOutput, json: boolean): void {
  if (json) console.log(JSON.stringify(outcome))
  else if (Array.isArray(outcome)) console.table(outcome)
  else for (const [name, value] of Object.entries(outcome)) console.log(`${name.padEnd(22)} ${String(value)}`)
}
