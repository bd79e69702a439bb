/** A client that shares nothing with ours: what it is told, ours must be told too. Rejects where it is not answered with success. */
export async function askPlainly(url: string, request: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, request)
  if (!answer.ok) throw new Error(`the service answered ${answer.status}`)
  return answer
}

export async function bytesAt(url: string, headers: Record<string, string> = {}): Promise<Uint8Array> {
  return new Uint8Array(await (await askPlainly(url, { headers })).arrayBuffer())
}
