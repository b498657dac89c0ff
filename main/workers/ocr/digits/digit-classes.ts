/** What a digit network tells apart at each frame: the digits by their own value, a separator, and nothing of these. */
export const digitClasses = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'separator', 'none'] as const
export const separatorClass = 10
export const noneClass = 11
