import type { Activation } from '../../shared/activation.ts'
import { createJournal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import { createKeyStore } from './key-store.ts'

/**
 * Activates this office's store: stores the settings of the centre, trusts the directory key, and generates
 * new keys, which the next synchronisation publishes. Lifts a revocation. Throws `enrolment-refused` where
 * the file is another office's or not newer than the keys that are here.
 * @param actor account id of the person who does it
 */
export function activateOffice(store: Store, clock: Clock, activation: Activation, actor: string): void {
  const { office, centre, directoryKey, enrolment } = activation
  transact(store, () => {
    createKeyStore(store, clock).enrol(directoryKey, enrolment)
    writeSetting(store, 'centre', centre)
    writeSetting(store, 'revoked-at', null)
    createJournal(store, clock).audit({
      actor,
      action: 'office.activate',
      subject: office.code,
      detail: { keys: enrolment.certificate.number },
    })
  })
}

/**
 * Stores that the centre has revoked this office: from now on nobody can sign in until there is a new
 * activation. The store stays as it is, encrypted.
 */
export function recordRevocation(store: Store, clock: Clock): void {
  transact(store, () => {
    if (readSetting(store, 'revoked-at') !== null) return
    writeSetting(store, 'revoked-at', moment(clock))
    createJournal(store, clock).audit({ actor: 'pusat', action: 'office.revoked', subject: '' })
  })
}

/** When this office learned that it is revoked; null where it is not. */
export const revokedAt = (store: Store): string | null => readSetting(store, 'revoked-at')

/** This office's own keys, and whether the centre's directory has them; null for an office without. */
export function keysState(store: Store, clock: Clock): { number: number; isEntered: boolean } | null {
  const number = createKeyStore(store, clock).findOwn()?.entry.certificate.number
  return number === undefined ? null : { number, isEntered: readSetting(store, 'entered-keys') === number }
}
