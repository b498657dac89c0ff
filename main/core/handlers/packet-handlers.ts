import type { packetCalls } from '../../../shared/contract/packet-calls.ts'
import { readSetting } from '../../store/settings.ts'
import { transact } from '../../store/store.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createPacketHandlers({
  activeOffice: { services, sharedFolder },
}: HandlersDependencies): HandlersOf<typeof packetCalls> {
  return {
    'packets.list': () => {
      const { store, packets } = services()
      const path = readSetting(store, 'packet-folder')
      return { ...packets.list(), folder: { path, problem: sharedFolder().problem() } }
    },
    'packets.count': () => services().packets.counts(),
    'packets.export': ({ ids }, { actor }) => {
      const { store, packets, journal } = services()
      return transact(store, () => {
        const exported = packets.exportFiles(ids)
        const detail = { packets: exported.packets }
        journal.audit({ actor: actor.id, action: 'packets.export', subject: '', detail })
        return exported
      })
    },
    'packets.open': ({ bytes }) => ({ results: services().packets.receiveFile(bytes, 'file') }),
    'packets.send-again': ({ id }, { actor }) => {
      const { store, packets, journal } = services()
      transact(store, () => {
        packets.resend(id)
        journal.audit({ actor: actor.id, action: 'packets.send-again', subject: id })
      })
      return {}
    },
    'packets.forget': ({ hash }, { actor }) => {
      const { store, packets, journal } = services()
      transact(store, () => {
        packets.deleteRefused(hash)
        journal.audit({ actor: actor.id, action: 'packets.forget', subject: hash })
      })
      return {}
    },
    'packets.change-folder': ({ path }, { actor }) => {
      services().changeSetting(actor, 'packet-folder', path)
      sharedFolder().follow(path)
      return {}
    },
  }
}
