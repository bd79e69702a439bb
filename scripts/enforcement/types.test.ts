import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { inRepository } from '../setup/repository.ts'

/** The TypeScript error codes that a file with this text would get in a folder's own project; it is never written to disk. */
function errorsOf(folder: string, text: string): number[] {
  const configFile = inRepository(folder, 'tsconfig.json')
  const config: unknown = ts.readConfigFile(configFile, ts.sys.readFile).config
  const { options, projectReferences = [] } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(configFile))
  const planted = inRepository(folder, 'planted.ts')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (file) => file === planted || fileExists.call(host, file)
  host.readFile = (file) => (file === planted ? text : readFile.call(host, file))
  host.getSourceFile = (file, ...rest) =>
    file === planted ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2024) : getSourceFile.call(host, file, ...rest)
  const program = ts.createProgram({ rootNames: [planted], options, projectReferences, host })
  const source = program.getSourceFile(planted)
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]
  return diagnostics.map(({ code }) => code)
}

const CANNOT_FIND_NAME = [2304, 2580, 2584, 2591]

it.each(['contract', 'core', 'cli', 'simulator', 'electron'])('%s knows no document: it is not a browser', (folder) => {
  expect(
    errorsOf(folder, 'export const title = document.title\n').some((code) => CANNOT_FIND_NAME.includes(code)),
  ).toBe(true)
})

it.each(['contract', 'renderer'])('%s knows no process: it is not Node', (folder) => {
  expect(errorsOf(folder, 'export const id = process.pid\n').some((code) => CANNOT_FIND_NAME.includes(code))).toBe(true)
})

it('a folder cannot import one that it does not reference', () => {
  expect(
    errorsOf(
      'simulator',
      "import type { Planted } from '../scripts/setup/repository.ts'\nexport type Here = Planted\n",
    ),
  ).toContain(6307)
})

it.each([
  ['an enum', 'export enum Ringer { silent }\n'],
  ['a parameter property', 'export class Call { constructor(readonly id: string) {} }\n'],
])('%s is refused: Node could not strip it', (_, text) => {
  expect(errorsOf('simulator', text)).toContain(1294)
})
