/**
 * What a reason becomes when somebody types in its field. In a field that is empty or holds one of the usual
 * reasons untouched, a single number means the reason of that number; everything else is text.
 *
 * @param reasons the usual ones, at most nine
 * @param before what stood in the field
 * @param typed what stands in it now
 */
export function applyReasonKey(reasons: readonly string[], before: string, typed: string): string {
  const isUntouched = before === '' || reasons.includes(before)
  const added = typed.slice(before.length)
  if (!isUntouched || !typed.startsWith(before) || !/^[1-9]$/.test(added)) return typed
  return reasons[Number(added) - 1] ?? typed
}
