#!/usr/bin/env node
import { run } from './cli/run.ts'
import { holdYoungHeap } from './young-heap.ts'

holdYoungHeap()
process.exitCode = await run(process.argv.slice(2))
