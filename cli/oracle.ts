import { playFile } from './oracle/play-file.ts'

/**
 * npm run oracle -- FILE…: plays the cases of the pure rules, one JSON line each, then how many passed; exit 1 if any failed.
 * Nothing else goes to stdout.
 */
const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('Name at least one file: npm run oracle -- FILE…')
  process.exitCode = 1
}

let passed = 0
let failed = 0
for (const file of files) {
  for (const { id, pass, differences } of playFile(file)) {
    console.log(JSON.stringify({ id, pass, differences }))
    if (pass) passed += 1
    else failed += 1
  }
}
if (files.length > 0) console.log(`${passed} passed, ${failed} failed`)
if (failed > 0) process.exitCode = 1
