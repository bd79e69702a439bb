import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

/** Two lines about what the figures were measured on; the load tells how far they can be trusted. */
export function printMachine(details: Readonly<Record<string, string>> = {}): void {
  const memory = Math.round(totalmem() / 2 ** 30)
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  console.log(
    `Machine: ${processor}, ${availableParallelism()} cores, ${memory} GiB, ${process.platform} ${release()}; ${load()}`,
  )
  const versions = { node: process.versions.node, ...details }
  console.log(
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}\n`,
  )
}

/** Processes that want to run, on average of the last minute and the last five; above the number of cores they waited for each other. */
export function load(): string {
  const [one = 0, five = 0] = loadavg()
  return `load ${one.toFixed(2)} (1 min) ${five.toFixed(2)} (5 min)`
}
