import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { plantTree } from '../testing/planted-tree.ts'
import { performSteps } from './steps.ts'
import type { StepRun, TourStep } from './steps.ts'

let tree: ReturnType<typeof plantTree>
let printed: string[]
let run: StepRun

beforeEach(() => {
  tree = plantTree({ 'pictures/from-an-older-run.png': '' })
  printed = []
  run = {
    outputFolder: path.join(tree.folder, 'pictures'),
    print: (line) => printed.push(line),
    screenshot: (file) => Promise.resolve(writeFileSync(file, 'picture')),
  }
})
afterEach(() => tree.remove())

const happens: TourStep = { title: 'Call the hotel (Hà Nội)', perform: () => Promise.resolve('It rings.') }
const fails: TourStep = { title: 'Hang up', perform: () => Promise.reject(new Error('still ringing')) }

it('says what each step saw and pictures it', async () => {
  expect(await performSteps([happens], run)).toBe(true)
  expect(printed.join('\n')).toContain('It rings.')
  expect(readdirSync(run.outputFolder)).toEqual(['01-call-the-hotel-h-n-i.png'])
})

it('goes on after a step that did not happen, and says so in the end', async () => {
  expect(await performSteps([fails, happens], run)).toBe(false)
  expect(printed.join('\n')).toMatch(/DID NOT HAPPEN: still ringing[^]*It rings\.[^]*1 of 2 steps happened/)
  expect(existsSync(path.join(run.outputFolder, '01-hang-up.png'))).toBe(true)
})

it('does not count a step without its picture, nor a tour without steps', async () => {
  const blind = { ...run, screenshot: () => Promise.reject(new Error('the window is gone')) }
  expect(await performSteps([happens], blind)).toBe(false)
  expect(await performSteps([], run)).toBe(false)
})
