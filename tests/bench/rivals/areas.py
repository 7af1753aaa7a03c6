# Compares outlined service areas with buffers of GEOS (shapely) around the same lines, in the same plane of metres. Reads a JSON object
# a line: {"lines": [[[x, y], …], …], "area": MultiPolygon coordinates}; prints one JSON object with the figures of all.
import json
import sys
import time
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.ops import unary_union

REACH_M, HOLE_M2 = 30, 20000


def fill(polygon):
    return Polygon(polygon.exterior, [hole for hole in polygon.interiors if Polygon(hole).area >= HOLE_M2])


def draw(lines):
    parts = [LineString(line) if len(line) > 1 and line[0] != line[-1] or len(line) > 2 else Point(line[0]) for line in lines]
    # 64 corners to a circle: an area within 0.2 % of the round one.
    whole = unary_union([part.buffer(REACH_M, resolution=16) for part in parts])
    pieces = [whole] if whole.geom_type == 'Polygon' else list(whole.geoms)
    return unary_union([fill(piece) for piece in pieces])


ious, errors, signed, invalid, seconds = [], [], [], 0, 0.0
for text in sys.stdin:
    row = json.loads(text)
    start = time.perf_counter()
    true = draw(row['lines'])
    seconds += time.perf_counter() - start
    drawn = MultiPolygon([(rings[0], rings[1:]) for rings in row['area']])
    if not drawn.is_valid:
        invalid += 1
        drawn = drawn.buffer(0)
    ious.append(drawn.intersection(true).area / drawn.union(true).area)
    signed.append(drawn.area / true.area - 1)
    errors.append(abs(signed[-1]))
count = len(ious)
print(json.dumps({
    'areas': count,
    'meanIou': sum(ious) / count,
    'leastIou': min(ious),
    'meanAreaError': sum(errors) / count,
    'meanSignedError': sum(signed) / count,
    'invalid': invalid,
    'geosMsEach': 1000 * seconds / count,
}))
