import fs from 'node:fs'
import path from 'node:path'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Applications } from '../applications/applications.ts'
import type { Documents } from '../documents/documents.ts'
import { inventFamilies } from '../specimens/invent-families.ts'
import type { Store } from '../store/store.ts'
import type { Verification } from '../verification/verification.ts'
import { type DrawCard, type SeedStage, seedFamilies } from './seed-families.ts'

type Trainee = CallOutput<'session.start-training'>['accounts'][number]

const office = { code: '3271031006', name: 'Kelurahan Sempur (latihan)' }

/** The invented staff. Their passwords are shown on the sign-in screen: there is nothing to protect. */
const administrator: Trainee = {
  username: 'tia',
  password: 'latihan admin ti',
  name: 'Tia Maharani',
  roles: ['admin'],
}
const clerk: Trainee = {
  username: 'rina',
  password: 'latihan petugas',
  name: 'Rina Wulandari',
  roles: ['petugas'],
}
const verifier: Trainee = {
  username: 'bayu',
  password: 'latihan verifikator',
  name: 'Bayu Saputra',
  roles: ['verifikator'],
}
const trainees: Trainee[] = [clerk, verifier, administrator]

/** 30 families over the whole journey: something to do for every role on the first morning. */
const stages: readonly (readonly [SeedStage, number])[] = [
  ['draft', 4],
  ['submitted', 12],
  ['kembalikan', 3],
  ['tolak', 2],
  ['setuju', 9],
]

export interface TrainingDependencies {
  /** The training store's own folder, in which nothing is kept that anybody would miss. */
  folder: string
  accounts: Accounts
  drawCard: DrawCard
  /** Opens the services over the training store. */
  openServices: (store: Store) => {
    applications: Applications
    documents: Documents
    verification: Verification
  }
}

/**
 * Makes the training store, once: an invented office with invented staff and 30 invented families, scans
 * included. Gives the accounts to sign in with. The store is marked as training, which no setting can undo, and
 * is never connected to a centre (product.md, "Training mode").
 */
export async function prepareTraining({
  folder,
  accounts,
  drawCard,
  openServices,
}: TrainingDependencies): Promise<Trainee[]> {
  const doneMarker = path.join(folder, 'siap')
  if (accounts.isSetUp()) {
    if (fs.existsSync(doneMarker)) return trainees
    // Ended in the middle of making it: half an invented office is of no use, so it is made anew.
    await accounts.close()
    fs.rmSync(folder, { recursive: true })
  }
  const { username, password, name, roles } = administrator
  const { store, user } = await accounts.setUp({
    office,
    centre: null,
    administrator: { username, password, name, roles },
    training: true,
  })
  const journey = stages.flatMap(([stage, count]) => Array<SeedStage>(count).fill(stage))
  const families = inventFamilies({ seed: 'latihan', count: journey.length, office, disagreements: true })
  await seedFamilies(
    {
      ...openServices(store),
      drawCard,
      clerk: await accounts.create(user, clerk),
      verifier: await accounts.create(user, verifier),
      confirmPassword: accounts.confirmPassword,
      verifierPassword: verifier.password,
    },
    families,
    ({ number }) => journey[number - 1] ?? 'draft',
  )
  fs.writeFileSync(doneMarker, '')
  return trainees
}
