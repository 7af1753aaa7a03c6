import { createHand, type ToHand } from '../../network/hand.ts';

const answerTo = createHand();

self.onmessage = ({ data }: MessageEvent<ToHand>) => {
  const said = answerTo(data);
  if (said) self.postMessage(said.answer, { transfer: said.transfer });
};
