/**
 * The new value of a reason field. In a field that is empty or holds an unedited quick reason, a digit
 * selects the quick reason of that number; everything else is text.
 *
 * @param reasons quick reasons, at most nine
 * @param before value before the input
 * @param typed value after the input
 */
export function applyReasonKey(reasons: readonly string[], before: string, typed: string): string {
  const isUntouched = before === '' || reasons.includes(before)
  const added = typed.slice(before.length)
  if (!isUntouched || !typed.startsWith(before) || !/^[1-9]$/.test(added)) return typed
  return reasons[Number(added) - 1] ?? typed
}
