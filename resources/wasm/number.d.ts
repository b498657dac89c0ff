/**
 * TypeScript demands an interface of this name; AssemblyScript's own types declare an alias, which yields to
 * this one.
 */
interface Number {
  toString(radix?: i32): string
}
