import { v7 } from 'uuid'

/**
 * Ids are UUIDv7, made where the record is made: they sort by time, need no server, and never say anything
 * about the person (architecture.md rule 5: never NIK or No. KK as a key).
 */
export function newId(): string {
  return v7()
}
