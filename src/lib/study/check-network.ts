import { findBreaks, lengthOf, type NetworkBreak } from '../network/find-breaks.ts';
import { sameMend, type Mend } from '../network/mend-lines.ts';
import type { Network } from '../network/network.ts';
import { ISLAND_SHARE } from '../network/join.ts';
import type { Session } from './session.ts';

/** A connected piece of the network. */
export interface NetworkPiece {
  nodes: number;
  /** Shares of all nodes and of all metres, 0 to 1. */
  share: number;
  lengthM: number;
  lengthShare: number;
}

/** '断头路检查': what may be wrong with the walking network. */
export interface NetworkCheck {
  /** Those that win most first; `kept` ones were looked at and meant so. */
  breaks: (NetworkBreak & { kept: boolean })[];
  deadEnds: number;
  crossings: number;
  /** Pieces over 1 % of the nodes, the largest first: the first is piece 0 of the network, and so on. */
  pieces: NetworkPiece[];
  /** All smaller pieces together. */
  rest: { pieces: number; nodes: number; lengthM: number };
}

/**
 * Checks the network of a study; null without roads. `kept` are breaks that are to stay. Where a source names its nodes
 * (OpenStreetMap) and says nothing of bridges, lines that cross without a node are taken to be on different levels.
 */
export function checkNetwork(session: Session, kept: readonly Mend[]): NetworkCheck | null {
  const { network, inputs } = session;
  if (!network || !inputs.roads) return null;
  const { level = null, weldM } = inputs.roads;
  const found = findBreaks(network, level, weldM > 0 || level !== null, inputs.walls ?? null);
  return {
    ...found,
    breaks: found.breaks.map((each) => ({ ...each, kept: kept.some((mend) => sameMend(mend, each)) })),
    ...weighPieces(network)
  };
}

/** Pieces of a network with their shares, those over 1 % of the nodes one by one. */
export function weighPieces(network: Network): Pick<NetworkCheck, 'pieces' | 'rest'> {
  const { pieceNodes, nodePiece, figures } = network;
  const metres = lengthOf(network);
  const pieces: NetworkPiece[] = [];
  const rest = { pieces: 0, nodes: 0, lengthM: 0 };
  pieceNodes.forEach((nodes, piece) => {
    if (piece === 0 || nodes >= ISLAND_SHARE * nodePiece.length)
      pieces.push({
        nodes,
        share: nodes / nodePiece.length,
        lengthM: metres[piece],
        lengthShare: metres[piece] / figures.lengthM
      });
    else {
      rest.pieces++;
      rest.nodes += nodes;
      rest.lengthM += metres[piece];
    }
  });
  return { pieces, rest };
}
