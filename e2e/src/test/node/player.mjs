// Appends each line it receives to the file RECORD, and answers the n-th with the n-th line of the
// file PLAY (an empty line there: with nothing). Bytes are never parsed, so none can change here.
// Usage: node player.mjs RECORD PLAY
import { appendFileSync, readFileSync, writeSync } from 'node:fs';

const [record, play] = process.argv.slice(2);
const answers = [];
const script = readFileSync(play);
for (let from = 0, at; (at = script.indexOf(10, from)) >= 0; from = at + 1) {
  answers.push(script.subarray(from, at + 1));
}
let turn = 0;
let rest = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (let at; (at = rest.indexOf(10)) >= 0; rest = rest.subarray(at + 1)) {
    appendFileSync(record, rest.subarray(0, at + 1));
    const answer = answers[turn++];
    if (answer && answer.length > 1) writeSync(1, answer);
  }
});
process.stdin.on('end', () => process.exit(0));
