import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isEntryGenuine } from '../../../main/identity/directory-key.ts'
import { openPacket } from '../../../main/packets/open-packet.ts'
import { sealPacket } from '../../../main/packets/seal-packet.ts'
import { DirectoryEntry, KeyPair, KeyText } from '../../../shared/directory.ts'
import { sampleContent } from './packet-parties.ts'

/**
 * A packet of version 1 as it was sealed when that came out, with the keys of both sides, invented for it:
 * every later version opens it.
 */
const bytes = readFileSync(join(import.meta.dirname, 'version-1.paket'))
const known = z
  .object({
    directoryKey: KeyText,
    id: z.uuid(),
    sender: z.object({ entry: DirectoryEntry, signing: KeyPair }),
    receiver: z.object({ entry: DirectoryEntry, sealing: KeyPair }),
    ephemeral: KeyPair,
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'version-1.keys.json'), 'utf8')))

test('opens the known packet of version 1', () => {
  const opened = openPacket(bytes, {
    office: known.receiver.entry.certificate.office.code,
    findSealing: (number) => (number === 1 ? known.receiver.sealing : undefined),
    verifyEntry: (entry) => (isEntryGenuine(entry, known.directoryKey) ? 'genuine' : undefined),
    findOpened: () => undefined,
  })
  expect(opened).toMatchObject({
    outcome: 'opened',
    id: known.id,
    content: { kind: 'application', revision: 3 },
  })
})

test('seals the same content with the same keys to the same bytes', () => {
  const { id, sender, receiver, ephemeral } = known
  const sealed = sealPacket({ id, content: sampleContent(), sender, receiver: receiver.entry, ephemeral })
  expect(sealed.equals(bytes)).toBe(true)
})
