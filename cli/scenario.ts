import { playFiles } from './scenario/play-files.ts'
import { openStage } from './scenario/stage.ts'

/**
 * npm run scenario -- FILE…: plays dated stories through a real centre each, one JSON line each, then how many passed;
 * exit 1 if any differ. Nothing else goes to stdout.
 */
const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('Name at least one file: npm run scenario -- FILE…')
  process.exit(1)
}

const stage = openStage()
const count = { passed: 0, failed: 0 }
try {
  await playFiles(files, stage, (result) => {
    console.log(JSON.stringify(result))
    count[result.pass ? 'passed' : 'failed'] += 1
  })
  console.log(`${count.passed} passed, ${count.failed} failed`)
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : String(failure))
  count.failed += 1
} finally {
  await stage.close()
}
// Connections that are being given up must not keep the answer waiting.
process.exit(count.failed > 0 ? 1 : 0)
