import { parentPort } from 'node:worker_threads';
import { createHand, type ToHand } from '../lib/network/hand.ts';

const answerTo = createHand();

parentPort!.on('message', (message: ToHand) => {
  const said = answerTo(message);
  if (said) parentPort!.postMessage(said.answer, said.transfer);
});
