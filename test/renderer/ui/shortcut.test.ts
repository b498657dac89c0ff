import { describe, expect, test } from 'vitest'
import { ariaKeys, isTextKeys, type KeyPress, keyParts, matchesKeys } from '../../../renderer/ui/shortcut.ts'
import { createShortcutRegistry, type Shortcut } from '../../../renderer/ui/shortcut-registry.ts'

function press(key: string, held: Partial<KeyPress> = {}): KeyPress & { repeat: boolean } {
  return { key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, repeat: false, ...held }
}

describe('keys as written on the buttons', () => {
  test.each([
    ['F10', press('F10'), true],
    ['F10', press('F10', { ctrlKey: true }), false],
    ['F10', press('F10', { shiftKey: true }), false],
    ['Shift+F10', press('F10', { shiftKey: true }), true],
    ['Ctrl+K', press('k', { ctrlKey: true }), true],
    ['Ctrl+K', press('K', { ctrlKey: true }), true],
    ['Ctrl+K', press('k'), false],
    ['Ctrl+K', press('k', { ctrlKey: true, altKey: true }), false],
    ['Ctrl+K', press('k', { ctrlKey: true, shiftKey: true }), false],
    ['Ctrl+Shift+S', press('S', { ctrlKey: true, shiftKey: true }), true],
    ['S', press('s'), true],
    ['S', press('S', { shiftKey: true }), true],
    ['S', press('s', { ctrlKey: true }), false],
    ['S', press('s', { metaKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['?', press('/', { shiftKey: true }), false],
    ['+', press('+', { shiftKey: true }), true],
    ['Ctrl++', press('+', { ctrlKey: true }), true],
    ['Esc', press('Escape'), true],
    ['Alt+↓', press('ArrowDown', { altKey: true }), true],
    ['Ctrl+Enter', press('Enter', { ctrlKey: true }), true],
    ['Windows+K', press('k'), false],
  ])('%s, case %#', (keys, event, isMatch) => {
    expect(matchesKeys(keys, event)).toBe(isMatch)
  })

  test('only single characters are text', () => {
    expect(['S', '?', '+', '1'].every(isTextKeys)).toBe(true)
    expect(['F10', 'Ctrl+K', 'Alt+1', 'Esc', 'Enter'].some(isTextKeys)).toBe(false)
  })

  test('parts and the spelling of aria-keyshortcuts', () => {
    expect(keyParts('Ctrl++')).toEqual(['Ctrl', '+'])
    expect(keyParts('+')).toEqual(['+'])
    expect(ariaKeys('Ctrl+K')).toBe('Control+K')
    expect(ariaKeys('Esc')).toBe('Escape')
  })
})

describe('the registry', () => {
  const shortcut = (keys: string, label: string, more: Partial<Shortcut> = {}): Shortcut => ({
    keys,
    label,
    run: () => undefined,
    ...more,
  })

  test('finds a letter unless a text input has the focus', () => {
    const registry = createShortcutRegistry()
    registry.register(() => [shortcut('S', 'Setuju'), shortcut('F10', 'Ajukan')], 0)
    expect(registry.find(press('s'), false)?.label).toBe('Setuju')
    expect(registry.find(press('s'), true)).toBeUndefined()
    expect(registry.find(press('F10'), true)?.label).toBe('Ajukan')
  })

  test('ignores key repeat, except for shortcuts that repeat', () => {
    const registry = createShortcutRegistry()
    registry.register(() => [shortcut('S', 'Setuju'), shortcut('+', 'Perbesar', { repeats: true })], 0)
    expect(registry.find({ ...press('s'), repeat: true }, false)).toBeUndefined()
    expect(registry.find({ ...press('+'), repeat: true }, false)?.label).toBe('Perbesar')
  })

  test('a later registration overrides an earlier one until it is removed', () => {
    const registry = createShortcutRegistry()
    registry.register(() => [shortcut('F10', 'layar')], 0)
    const takeBack = registry.register(() => [shortcut('F10', 'panel')], 0)
    expect(registry.list().map(({ label }) => label)).toEqual(['panel'])
    takeBack()
    expect(registry.list().map(({ label }) => label)).toEqual(['layar'])
  })

  test('disabled shortcuts are neither found nor listed', () => {
    const registry = createShortcutRegistry()
    registry.register(() => [shortcut('F10', 'Ajukan', { when: false })], 0)
    expect(registry.find(press('F10'), false)).toBeUndefined()
    expect(registry.list()).toEqual([])
  })

  test('while a scope is open, shortcuts below it are inactive', () => {
    const registry = createShortcutRegistry()
    registry.register(() => [shortcut('S', 'Setuju')], 0)
    registry.register(() => [shortcut('F10', 'Tanda tangani')], 1)
    const close = registry.openScope(1)
    expect(registry.list().map(({ label }) => label)).toEqual(['Tanda tangani'])
    close()
    expect(registry.find(press('s'), false)?.label).toBe('Setuju')
  })
})
