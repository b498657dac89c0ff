import { z } from 'zod'
import { ApplicationKindRules } from '../application-kind.ts'
import { CentreSettings, Office, OfficeSettings } from '../office.ts'
import { defineCall, everyRole } from './call.ts'

const administrator = ['admin'] as const

export const LogEntry = z.object({
  sequence: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  /** Registration number or id of what it was done to. */
  subject: z.string(),
})
export type LogEntry = z.infer<typeof LogEntry>

export const BackupFile = z.object({
  name: z.string(),
  madeAt: z.iso.datetime(),
  byteLength: z.int(),
})
export type BackupFile = z.infer<typeof BackupFile>

export const officeCalls = {
  'office.get': defineCall({
    who: administrator,
    input: z.object({}),
    output: z.object({
      office: Office,
      device: z.string(),
      version: z.string(),
      settings: OfficeSettings,
      /** Without the password, which never leaves the store again. */
      centre: CentreSettings.omit({ password: true }).nullable(),
      /**
       * This office's own keys, where it was activated; `isEntered` once they stand in the centre's
       * directory.
       */
      keys: z.object({ number: z.int(), isEntered: z.boolean() }).nullable(),
      rules: ApplicationKindRules,
    }),
  }),
  'office.change-settings': defineCall({ who: administrator, input: OfficeSettings, output: OfficeSettings }),
  'office.change-rules': defineCall({
    who: administrator,
    input: ApplicationKindRules,
    output: ApplicationKindRules,
  }),
  /** Keeps the connection after trying it; a null password keeps the one that is stored. */
  'office.change-centre': defineCall({
    who: administrator,
    input: CentreSettings.extend({ password: z.string().min(1).max(200).nullable() }),
    output: z.object({}),
  }),
  'office.try-centre': defineCall({
    who: administrator,
    input: CentreSettings.extend({ password: z.string().min(1).max(200).nullable() }),
    /** The office that the centre knows this account as, and how long its answer took. */
    output: z.object({ office: z.string(), milliseconds: z.int() }),
  }),

  'journal.audit': defineCall({
    who: administrator,
    input: z.object({ before: z.int().nullable() }),
    output: z.array(LogEntry),
  }),
  'journal.access': defineCall({
    who: administrator,
    input: z.object({ before: z.int().nullable() }),
    output: z.array(LogEntry),
  }),
  /** Walks the audit chain and the store; says where it breaks, if it does. */
  'journal.check': defineCall({
    who: administrator,
    input: z.object({}),
    output: z.object({
      auditRows: z.int(),
      brokenAt: z.int().nullable(),
      storeSound: z.boolean(),
      scansSound: z.boolean(),
    }),
  }),

  'backups.list': defineCall({ who: administrator, input: z.object({}), output: z.array(BackupFile) }),
  'backups.create': defineCall({ who: administrator, input: z.object({}), output: BackupFile }),

  'application.version': defineCall({
    who: 'anyone',
    input: z.object({}),
    output: z.object({ version: z.string(), host: z.enum(['desktop', 'browser']) }),
  }),
  /** The idle clock of the session: a screen that is being used says so now and then. */
  'session.alive': defineCall({ who: everyRole, input: z.object({}), output: z.object({}) }),
}
