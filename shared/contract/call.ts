import type { z } from 'zod'
import type { Role } from '../roles.ts'

/** Everyone who is signed in, whatever their role. */
export const everyRole: readonly Role[] = ['petugas', 'verifikator', 'admin']

/** What the access log says was done with a person's data (UU 27/2022 art. 31). */
export type AccessAction = 'view' | 'search' | 'scan'

export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input
  readonly output: Output
  /** Roles that may make the call; `anyone` also before sign-in. */
  readonly who: 'anyone' | readonly Role[]
  /**
   * Set where the answer shows personal data: what was done, and the application it was done to (undefined
   * where the call is about none in particular).
   */
  readonly access?: {
    readonly action: AccessAction
    readonly subject: (input: z.output<Input>) => string | undefined
  }
}

/** Keeps the exact types of a call's input and output. */
export function defineCall<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Call<Input, Output>,
): Call<Input, Output> {
  return definition
}
