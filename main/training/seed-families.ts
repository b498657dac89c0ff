import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import type { Outcome } from '../../shared/status.ts'
import type { Applications } from '../applications/applications.ts'
import type { Documents } from '../documents/documents.ts'
import { type SpecimenDrawing, type SpecimenFamily, specimenDrawings } from '../specimens/specimens.ts'
import type { Verification } from '../verification/verification.ts'

/** How far an application is carried. */
export type Stage = 'draft' | 'submitted' | Outcome

/** Draws a card; gives the bytes of a picture. */
export type DrawCard = (drawing: SpecimenDrawing) => Promise<Uint8Array>

export interface SeedNeeds {
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
  needs: SeedNeeds,
  families: readonly SpecimenFamily[],
  stageOf: (family: SpecimenFamily) => Stage,
): Promise<Record<Stage, number>> {
  const { verification, verifier } = needs
  const counts: Record<Stage, number> = { draft: 0, submitted: 0, setuju: 0, kembalikan: 0, tolak: 0 }
  let unsigned = 0
  const sign = async (): Promise<void> => {
    if (unsigned > 0) await verification.sign(verifier, needs.verifierPassword, needs.confirmPassword)
    unsigned = 0
  }
  for (const family of families) {
    const stage = stageOf(family)
    const id = await register(needs, family, stage === 'draft')
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

/** A draft lacks its KTP, so that there is something to go on with. */
async function register(needs: SeedNeeds, family: SpecimenFamily, draft: boolean): Promise<string> {
  const { applications, documents, drawCard, clerk } = needs
  const { id, revision, kind } = applications.create(clerk, 'pendaftaran')
  const [familyCard, identityCard] = specimenDrawings(family)
  await documents.add(clerk, id, await drawCard(familyCard), 'kk')
  if (!draft && identityCard) await documents.add(clerk, id, await drawCard(identityCard), 'ktp')
  const saved = applications.save(clerk, { id, revision, kind, form: family.form })
  if (!draft) applications.submit(clerk, id, saved.revision)
  return id
}
