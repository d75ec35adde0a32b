import {
  request as ask,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve } from './served.ts'
import type { Served } from './trial.ts'

/** How the road to the collector is: open, answered by a status, broken, slow, or without an answer at all. */
export type Weather = 'open' | 500 | 503 | 'broken' | 'hanging' | { slow: number }

export interface Road extends Served {
  /** Of what is posted. */
  posts: Weather
  /** Of the script. */
  script: Weather
  url: string
}

/** A way to the collector whose weather a test makes. */
export async function openRoad(collector: string): Promise<Road> {
  const road = { posts: 'open', script: 'open' } as Road
  const listener: RequestListener = async (request, response) => {
    const weather = request.method === 'GET' ? road.script : road.posts
    if (typeof weather === 'object') await sleep(weather.slow)
    if (weather === 'broken') request.socket.destroy()
    else if (typeof weather === 'number') fail(response, weather)
    else if (weather !== 'hanging') pass(collector, request, response)
  }
  const { port, close } = await serve(listener)
  return Object.assign(road, { port, close, url: `http://127.0.0.1:${port}` })
}

/** 503 comes from the collector, which lets every page read it; 500 from a proxy before it, which does not. */
function fail(response: ServerResponse, status: number): void {
  const headers = status === 503 ? { 'access-control-allow-origin': '*' } : {}
  response.writeHead(status, headers).end()
}

function pass(collector: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers } = request
  const onward = ask(collector + request.url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  // The page may have gone, or the collector been stopped at the end of a test.
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}
