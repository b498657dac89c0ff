import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import type { Override } from '../../shared/form.ts'
import type { Outcome } from '../../shared/status.ts'
import type { Finding } from '../../shared/validation/finding.ts'
import type { Applications } from '../applications/applications.ts'
import type { Documents } from '../documents/documents.ts'
import type { SpecimenFamily } from '../specimens/specimen-family.ts'
import type { Verification } from '../verification/verification.ts'
import { type SpecimenDrawing, specimenDrawings } from '../workers/specimens/messages.ts'

/** How far an application is carried. */
export type SeedStage = 'draft' | 'submitted' | Outcome

/** Draws a card; gives the bytes of a picture. */
export type DrawCard = (drawing: SpecimenDrawing) => Promise<Uint8Array>

export interface SeedDependencies {
  applications: Applications
  documents: Documents
  verification: Verification
  drawCard: DrawCard
  clerk: SignedInUser
  /** Somebody else: who submitted may not decide. */
  verifier: SignedInUser
  confirmPassword: (accountId: string, password: string) => Promise<void>
  verifierPassword: string
}

/** What a verifier of the invented office writes; read by people in training. */
const reasons: Record<Outcome, string> = {
  setuju: '',
  kembalikan: 'Foto KTP buram, mohon dipindai ulang.',
  tolak: 'Keluarga tidak memenuhi kriteria keluarga miskin.',
}

/** How many decisions are signed at once, as a verifier would. */
const signedTogether = 50

/**
 * Carries invented families through the journey by the same acts that a clerk and a verifier make, each to the
 * stage that `stageOf` says. Gives the number at each stage.
 */
export async function seedFamilies(
  dependencies: SeedDependencies,
  families: readonly SpecimenFamily[],
  stageOf: (family: SpecimenFamily) => SeedStage,
): Promise<Record<SeedStage, number>> {
  const { verification, verifier } = dependencies
  const counts: Record<SeedStage, number> = { draft: 0, submitted: 0, setuju: 0, kembalikan: 0, tolak: 0 }
  let unsigned = 0
  const sign = async (): Promise<void> => {
    if (unsigned > 0)
      await verification.sign(verifier, dependencies.verifierPassword, dependencies.confirmPassword)
    unsigned = 0
  }
  let drawn = drawCards(dependencies, families[0])
  for (const [index, family] of families.entries()) {
    const wanted = stageOf(family)
    const cards = await drawn
    // The next cards are drawn while these are taken in.
    drawn = drawCards(dependencies, families[index + 1])
    // Told of where it is awaited; nobody awaits it any more once a registration has failed.
    drawn.catch(() => undefined)
    const { id, submitted } = await register(dependencies, family, cards, wanted === 'draft')
    const stage = submitted ? wanted : 'draft'
    if (stage !== 'draft' && stage !== 'submitted') {
      verification.decide(verifier, id, stage, reasons[stage])
      unsigned += 1
      if (unsigned === signedTogether) await sign()
    }
    counts[stage] += 1
  }
  await sign()
  return counts
}

/**
 * Registers a family as a clerk would: what does not agree is answered with a reason. A draft lacks its KTP, so
 * that there is something to go on with. Gives the application's id, and whether it could be submitted: a
 * person who has another application open cannot have a second one.
 */
async function register(
  dependencies: SeedDependencies,
  family: SpecimenFamily,
  [familyCard, identityCard]: readonly Uint8Array[],
  draft: boolean,
): Promise<Registered> {
  const { applications, documents, clerk } = dependencies
  const { id, revision, kind } = applications.create(clerk, 'pendaftaran')
  if (familyCard) await documents.add(clerk, id, familyCard, 'kk')
  if (!draft && identityCard) await documents.add(clerk, id, identityCard, 'ktp')
  const typed = applications.save(clerk, { id, revision, kind, form: family.form })
  if (draft) return { id, submitted: false }
  const form = { ...family.form, overrides: overridesFor(typed.findings) }
  const answered = applications.save(clerk, { id, revision: typed.revision, kind, form })
  if (answered.missing.length > 0) return { id, submitted: false }
  applications.submit(clerk, id, answered.revision)
  return { id, submitted: true }
}

/** The family's KK and the KTP of its first adult. */
async function drawCards(
  { drawCard }: SeedDependencies,
  family: SpecimenFamily | undefined,
): Promise<Uint8Array[]> {
  const cards: Uint8Array[] = []
  for (const drawing of family ? specimenDrawings(family).slice(0, 2) : [])
    cards.push(await drawCard(drawing))
  return cards
}

interface Registered {
  id: string
  submitted: boolean
}

const overridesFor = (findings: readonly Finding[]): Override[] =>
  findings
    .filter((finding) => finding.overridable)
    .map(({ memberId, code }) => ({ memberId, code, reason: 'Sesuai KTP dan KK asli.' }))
