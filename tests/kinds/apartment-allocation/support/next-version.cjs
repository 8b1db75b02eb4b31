// What the next release of `living` does besides: it remembers how often a lease was renewed. A loader of the bundler,
// so that the version of today stays what is under test, and this one differs from it in nothing else.
const anchor = '    application.learn({ leaseUntil: longer })'
const change = `${anchor}
    if (patched('2027-11-renewals-counted')) application.learn({ renewals: months / leaseMonths })`

module.exports = function nextVersion(source) {
  if (!source.includes(anchor)) throw new Error('living.ts has changed: this version can no longer be made of it')
  return `import { patched } from '@temporalio/workflow'\n${source.replace(anchor, change)}`
}
