// The contract of clients/README.md for programs in JavaScript: a request calls the function of that name.
'use strict'
const readline = require('readline')

const bootstrap = process.env.BOOTSTRAP || 'localhost:9092'
const sessionTimeoutMs = Number(process.env.SESSION_TIMEOUT_MS || 6000)

/** The library has no such thing. */
class Absent extends Error {}

const encoded = bytes => (bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString('base64'))
const decoded = text => (text === null ? null : Buffer.from(text, 'base64'))
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

/** Waits until `done()` is true, at most `ms`. */
async function until(done, ms) {
  const end = Date.now() + ms
  while (!done() && Date.now() < end) await sleep(20)
}

/** A function that takes a node-style callback last, as one that returns a promise. */
const asked = (target, name, ...given) =>
  new Promise((resolve, reject) => target[name](...given, (error, answer) => (error ? reject(error) : resolve(answer))))

async function answer(client, { op, ...request }) {
  try {
    if (!client[op]) return { absent: 'no such call in the library' }
    return (await client[op](request)) || {}
  } catch (error) {
    if (error instanceof Absent) return { absent: error.message }
    console.error(error)
    const said = error.message || JSON.stringify(error)
    return { error: `${error.name}: ${said}${error.cause ? ' because of ' + error.cause.message : ''}` }
  }
}

async function serve(client) {
  console.log = console.info = console.error // what a library prints is no answer
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answer(client, JSON.parse(line))) + '\n')
  }
  if (client.close) await client.close()
  process.exit(0) // no library keeps the process alive
}

module.exports = { bootstrap, sessionTimeoutMs, Absent, encoded, decoded, sleep, until, asked, serve }
