import type { CallName } from '../../shared/contract/contract.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { transact } from '../store/store.ts'
import type { Handlers } from './dispatch.ts'
import type { Premises } from './premises.ts'

type PacketCall = Extract<CallName, `packets.${string}`>

/** What each call about packets does. */
export function createPacketHandlers({ workplace, packetFolder }: Premises): Pick<Handlers, PacketCall> {
  return {
    'packets.list': () => {
      const { store, packets } = workplace()
      const path = readSetting(store, 'packet-folder')
      return { ...packets.lists(), folder: { path, problem: packetFolder().problem() } }
    },
    'packets.count': () => workplace().packets.counts(),
    'packets.export': ({ ids }, { actor }) => {
      const { store, packets, journal } = workplace()
      return transact(store, () => {
        const exported = packets.exportFiles(ids)
        const detail = { packets: exported.packets }
        journal.audit({ actor: actor.id, action: 'packets.export', subject: '', detail })
        return exported
      })
    },
    'packets.open': ({ bytes }) => ({ results: workplace().packets.receiveFile(bytes, 'file') }),
    'packets.send-again': ({ id }, { actor }) => {
      const { store, packets, journal } = workplace()
      transact(store, () => {
        packets.sendAgain(id)
        journal.audit({ actor: actor.id, action: 'packets.send-again', subject: id })
      })
      return {}
    },
    'packets.forget': ({ hash }, { actor }) => {
      const { store, packets, journal } = workplace()
      transact(store, () => {
        packets.forget(hash)
        journal.audit({ actor: actor.id, action: 'packets.forget', subject: hash })
      })
      return {}
    },
    'packets.change-folder': ({ path }, { actor }) => {
      const { store, journal } = workplace()
      transact(store, () => {
        writeSetting(store, 'packet-folder', path)
        journal.audit({ actor: actor.id, action: 'packets.change-folder', subject: '' })
      })
      packetFolder().follow(path)
      return {}
    },
  }
}
