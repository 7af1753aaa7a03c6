import type { Feature, FeatureCollection, Position } from 'geojson';
import { sliceEdge, type LonLat } from '../../network/along.ts';
import { ISLAND_SHARE } from '../../network/join.ts';
import type { Mend } from '../../network/mend-lines.ts';
import type { NetworkBreak } from '../../network/find-breaks.ts';
import { checkNetwork, type NetworkCheck } from '../../study/check-network.ts';
import { edgeEffectOf, extentOf } from '../../study/edge-effects.ts';
import { listUnconnected } from '../../study/list-unconnected.ts';
import type { Session } from '../../study/session.ts';
import type { MeasureResult, Unconnected } from '../../study/study.ts';
import type { StudyFile } from '../../study/study-file.ts';

/** A break with the names of the ways on both sides ('': none). */
export type ShownBreak = NetworkBreak & { kept: boolean; fromName: string; toName: string };

/** The check of the walking network (断头路检查) as the page lists and draws it. */
export interface RoadCheck extends Omit<NetworkCheck, 'breaks'> {
  breaks: ShownBreak[];
  mends: Mend[];
  /** How many of the mends fit nowhere any more. */
  lost: number;
  /** Pieces but the largest, which is drawn with the roads: `piece` from 1, 0 for all below 1 % together. */
  pieceShapes: FeatureCollection;
}

/** What the network leaves open of an answer. */
export interface Limits {
  /** Null: no roads. */
  edge: {
    /** Outline of the network's data. */
    rings: FeatureCollection;
    units: { unit: number; mayGain: number; mayLose: number; lowest: number; highest: number }[];
  } | null;
  unconnected: Unconnected[];
}

/** Checks the network of an open study; null without roads. */
export function checkRoads(session: Session, file: StudyFile): RoadCheck | null {
  const check = checkNetwork(session, file.kept ?? []);
  const { roads } = session.inputs;
  if (!check || !roads) return null;
  return {
    ...check,
    breaks: check.breaks.map((each) => ({
      ...each,
      fromName: roads.name[each.fromLine] ?? '',
      toName: roads.name[each.toLine] ?? ''
    })),
    mends: (file.mends ?? []) as Mend[],
    lost: session.lostMends.length,
    pieceShapes: drawPieces(session)
  };
}

function drawPieces({ network }: Session): FeatureCollection {
  const byPiece = new Map<number, Position[][]>();
  if (!network) return { type: 'FeatureCollection', features: [] };
  const { nodePiece, pieceNodes, edgeFrom, edgeLengthM } = network;
  for (let e = 0; e < edgeFrom.length; e++) {
    const piece = nodePiece[edgeFrom[e]];
    if (piece === 0) continue;
    const shown = pieceNodes[piece] >= ISLAND_SHARE * nodePiece.length ? piece : 0;
    const lines = byPiece.get(shown) ?? [];
    byPiece.set(shown, lines);
    lines.push(sliceEdge(network, e, 0, edgeLengthM[e]));
  }
  const features = [...byPiece].map(([piece, coordinates]): Feature => ({
    type: 'Feature',
    properties: { piece },
    geometry: { type: 'MultiLineString', coordinates }
  }));
  return { type: 'FeatureCollection', features };
}

/** What the network leaves open of a result, for the facilities asked for last. */
export function limitsOf(session: Session, result: MeasureResult): Limits {
  const { network, lately } = session;
  const effect = edgeEffectOf(session, result);
  const rings: LonLat[][] = (network && extentOf(network)?.rings) ?? [];
  return {
    edge: effect && {
      rings: {
        type: 'FeatureCollection',
        features: rings.map((ring) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'LineString', coordinates: ring }
        }))
      },
      units: Array.from(effect.unit, (unit, i) => ({
        unit,
        mayGain: effect.mayGain[i],
        mayLose: effect.mayLose[i],
        lowest: effect.lowest[i],
        highest: effect.highest[i]
      }))
    },
    unconnected: listUnconnected(session, lately.facilities, lately.joins)
  };
}
