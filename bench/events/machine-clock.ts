/** Milliseconds on the machine's monotonic clock, the same in every process: what one process stamps another may subtract. */
export function machineClock(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
