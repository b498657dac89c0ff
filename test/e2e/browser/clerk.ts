import type { Page } from '@playwright/test'
import { type FieldPath, findFieldValue, parseFieldPath } from '../../../shared/field-path.ts'
import type { ApplicationForm } from '../../../shared/form.ts'

/**
 * Seconds of a practised clerk, after the keystroke-level model (Card, Moran and Newell 1980): 1.2 s to find
 * a value on the paper and compare or prepare it, 0.25 s for each key.
 */
const secondsOfLook = 1.2
const secondsOfKey = 0.25

/** What a clerk has done. */
export interface Effort {
  readonly keys: number
  /** Values that were looked at. */
  readonly looks: number
  /** The clerk's own time, by the model. */
  readonly seconds: number
  /** What the computer let the clerk wait for, as measured on the machine of the test. */
  readonly waited: number
}

/** A clerk at the keyboard with the family's cards in hand, who does only what the screen asks for. */
export function createClerk(page: Page, family: ApplicationForm) {
  let keys = 0
  let looks = 0
  let waited = 0

  async function press(chord: string): Promise<void> {
    keys += chord.split('+').length
    await page.keyboard.press(chord)
  }

  async function type(text: string): Promise<void> {
    keys += text.length
    await page.keyboard.type(text)
  }

  /** Counts what the computer lets the clerk wait for. */
  async function wait<Value>(until: Promise<Value>): Promise<Value> {
    const begun = performance.now()
    const value = await until
    waited += (performance.now() - begun) / 1000
    return value
  }

  /** What the cards say at a place of the form on the screen. */
  async function truthAt(place: FieldPath): Promise<string> {
    const lines = await page
      .locator('[data-field$=".row"]')
      .evaluateAll((found) => found.map((line) => line.getAttribute('data-field') ?? ''))
    const onScreen = lines.map((line) => parseFieldPath(line).memberId)
    const { memberId, field } = parseFieldPath(place)
    const member = family.members[onScreen.indexOf(memberId)]
    if (memberId === null) return findFieldValue(family, place) ?? ''
    if (!member) throw new Error('a member whom no card shows')
    return findFieldValue(family, `${member.id}.${field}`) ?? ''
  }

  /** Puts a field right: what is there is selected, so typing replaces it. */
  async function correct(place: FieldPath): Promise<void> {
    await type(await truthAt(place))
  }

  return {
    press,
    type,
    wait,
    truthAt,
    correct,
    look: (values = 1) => {
      looks += values
    },
    effort: (): Effort => ({ keys, looks, seconds: looks * secondsOfLook + keys * secondsOfKey, waited }),
  }
}

export type Clerk = ReturnType<typeof createClerk>

/** The place of the form that has the focus. */
export async function focusedPlace(page: Page): Promise<FieldPath> {
  const place = page.locator('[data-field]:focus-within')
  return (await place.count()) === 0 ? '' : ((await place.last().getAttribute('data-field')) ?? '')
}

/** What stands at a place: the code of a choice, the text of a field without its gaps. */
export async function valueAt(page: Page, place: FieldPath): Promise<string> {
  const control = page.locator(`[data-field="${place}"]`)
  const choice = control.locator('[data-choice]')
  if ((await choice.count()) > 0) return (await choice.getAttribute('data-choice')) ?? ''
  return (await control.locator('input').inputValue()).replace(/\u2009/g, '')
}
