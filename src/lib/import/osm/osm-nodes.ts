/** Doubles that grow; a plain number[] of a million ids costs several times as much once it is no longer packed. */
export class Doubles {
  values = new Float64Array(4096);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.values = grown(this.values, this.length + 1);
    this.values[this.length++] = value;
  }

  /** Appends the first `count` of `from`. */
  pushAll(from: Float64Array, count: number): void {
    if (this.length + count > this.values.length) this.values = grown(this.values, this.length + count);
    this.values.set(from.subarray(0, count), this.length);
    this.length += count;
  }
}

function grown(values: Float64Array<ArrayBuffer>, least: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(least, values.length * 2));
  larger.set(values);
  return larger;
}

/** Finds positions of ids in a list of them: −1 where it lacks one. Files are nearly always sorted by id, so no Map is needed. */
export function createFinder(ids: Float64Array): (id: number) => number {
  const n = ids.length;
  let ascending = true;
  for (let i = 1; i < n && ascending; i++) ascending = ids[i] > ids[i - 1];
  const order = ascending ? null : Uint32Array.from(ids.keys()).sort((a, b) => ids[a] - ids[b]);
  const sorted = order ? Float64Array.from(order, (i) => ids[i]) : ids;
  let before = 0;
  return (id) => {
    // Nodes of a way were mostly drawn one after the other. (Where ids stand twice, the search below says which is meant.)
    if (order === null && sorted[before + 1] === id) return ++before;
    let low = 0;
    let high = n - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = sorted[middle];
      if (there < id) low = middle + 1;
      else if (there > id) high = middle - 1;
      else return order ? order[middle] : (before = middle);
    }
    return -1;
  };
}

/** Nodes as columns: node i has `ids[i]` and stands at `lon[i], lat[i]` (WGS84 degrees), in the order of the file. */
export class OsmNodes {
  ids = new Float64Array(4096);
  lon = new Float64Array(4096);
  lat = new Float64Array(4096);
  length = 0;

  add(id: number, lon: number, lat: number): void {
    const n = this.length;
    if (n === this.ids.length) {
      this.ids = grown(this.ids, n + 1);
      this.lon = grown(this.lon, n + 1);
      this.lat = grown(this.lat, n + 1);
    }
    this.ids[n] = id;
    this.lon[n] = lon;
    this.lat[n] = lat;
    this.length = n + 1;
  }

  createFinder(): (id: number) => number {
    return createFinder(this.ids.subarray(0, this.length));
  }
}
