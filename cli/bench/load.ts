import { Agent, get } from 'node:http'

type Load = Readonly<{ url: string; headers?: Readonly<Record<string, string>>; seconds: number; atOnce: number }>

/** Requests a second that were answered 200. @throws Error at the first other answer. */
export async function requestsPerSecond({ url, headers = {}, seconds, atOnce }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const began = performance.now()
  const until = began + seconds * 1000
  let answered = 0
  const lane = async () => {
    while (performance.now() < until) {
      await ask(url, { agent, headers })
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  agent.destroy()
  return answered / ((performance.now() - began) / 1000)
}

type Asking = Readonly<{ agent: Agent; headers: Readonly<Record<string, string>> }>

function ask(url: string, { agent, headers }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { ...headers } }, (response) => {
      response.resume()
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
      )
    }).once('error', reject)
  })
}
