import { setDirectoryKey } from '../../main/central/directory.ts'
import { addOffice, findOffice, renewOffice, updateOffice } from '../../main/central/offices.ts'
import { newDirectoryKey } from '../../main/identity/directory-key.ts'
import { type IssuedActivation, issueActivation } from '../../main/identity/issue-activation.ts'
import type { KeyPair } from '../../shared/directory.ts'
import type { CentreSettings, Office } from '../../shared/office.ts'
import { CentreSettings as Settings } from '../../shared/office.ts'
import type { Centre } from './centre.ts'

/** Diskominfo's administrator: makes activation files as `npm run central -- office add` and `renew` do. */
export interface Issuer {
  readonly directoryKey: KeyPair
  /** Lets an office in, or gives one that is in a new password and new keys. */
  issue(office: Office, reachableAt?: Partial<CentreSettings>): Promise<IssuedActivation>
}

export async function openIssuer(centre: Centre): Promise<Issuer> {
  const directoryKey = newDirectoryKey()
  await setDirectoryKey(centre.administrator, directoryKey.publicKey)
  return {
    directoryKey,
    async issue(office, reachableAt = {}) {
      const { administrator } = centre
      const { code, name } = office
      const standing = await findOffice(administrator, code)
      const account = await (standing
        ? renewOffice(administrator, code)
        : addOffice(administrator, code, name))
      const number = (standing?.keyNumber ?? 0) + 1
      await updateOffice(administrator, code, { name, keyNumber: number })
      const settings = Settings.parse({ ...centre.settings, ...account, ...reachableAt })
      return issueActivation(directoryKey, { office, number, centre: settings }, new Date())
    },
  }
}
