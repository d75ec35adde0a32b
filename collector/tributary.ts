#!/usr/bin/env node
import { outliveClosedOutput } from './cli/output.ts'
import { run } from './cli/run.ts'
import { holdYoungHeap } from './young-heap.ts'

// What we make holds addresses of people, hashes of passwords and what visitors did: 0700 and 0600.
process.umask(0o077)
outliveClosedOutput()
holdYoungHeap()
process.exitCode = await run(process.argv.slice(2))
