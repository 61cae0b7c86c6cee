/** Lines as hands draw them, 40 of each; a run prints the seeds that were taken for something else. */

import assert from "node:assert/strict";
import type { DrawnBox, DrawnFigure } from "../../../core/geometry/drawn_figure.ts";
import { recognise } from "../../../core/geometry/recognise.ts";
import { distance, rotate, type Vec } from "../../../core/geometry/vec.ts";
import { drawnAlong, drawnEllipse, randomOf, resampled } from "./hand.ts";

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);
const SIZES = [60, 160, 500];
const ORIGIN = { x: 0, y: 0 };

Deno.test("recognise: a line, from and to where it was drawn", () => {
  expect(
    "line",
    (seed, side) => drawnAlong([ORIGIN, ray(seed, side)], { seed, closed: false }),
    (figure, seed, side) => {
      assert(figure.kind === "line");
      assert(
        distance(figure.from, ORIGIN) < 0.05 * side && distance(figure.to, ray(seed, side)) < 0.05 * side,
      );
    },
  );
});

Deno.test("recognise: an arrow in one go, however its head is drawn", () => {
  const heads = (side: number): Vec[][] => {
    const upper = { x: 0.82 * side, y: -0.13 * side }, lower = { x: 0.82 * side, y: 0.13 * side };
    const tip = { x: side, y: 0 };
    return [[upper, tip, lower], [upper, lower], [upper, lower, tip], [upper, tip, lower, tip]];
  };
  for (const [i] of heads(1).entries()) {
    expect("arrow", (seed, side) => {
      const way = [ORIGIN, { x: side, y: 0 }, ...heads(side)[i] ?? []];
      return drawnAlong(turned(way, seed), { seed, closed: false });
    }, (figure, seed, side) => {
      assert(figure.kind === "arrow");
      const [tip] = turned([{ x: side, y: 0 }], seed);
      assert(tip && distance(figure.to, tip) < 0.07 * side, `the tip is at ${figure.to.x}, ${figure.to.y}`);
    });
  }
});

Deno.test("recognise: an upright rectangle, from whichever corner, with ends that do not quite meet", () => {
  expect("rectangle", (seed, side) => {
    const corners = box(side, 0.6 * side);
    const first = seed % 4;
    const over = ((seed % 7) - 3) / 60;
    return drawnAlong([...corners.slice(first), ...corners.slice(0, first)], { seed, closed: true, over });
  }, (figure, _, side) => assertBox(figure, { width: side, height: 0.6 * side, angle: 0 }));
});

Deno.test("recognise: a rectangle that is turned, and a square", () => {
  expect("rectangle", (seed, side) => {
    const corners = box(side, side / 2).map((corner) => rotate(corner, { about: ORIGIN, by: 0.5 }));
    return drawnAlong(corners, { seed, closed: true });
  }, (figure, _, side) => assertBox(figure, { width: side, height: side / 2, angle: 0.5 }));
  expect(
    "rectangle",
    (seed, side) => drawnAlong(box(side, 1.05 * side), { seed, closed: true }),
    (figure) => {
      assert(figure.kind === "rectangle");
      assert.equal(figure.width, figure.height);
    },
  );
});

Deno.test("recognise: circles, and ellipses upright and tilted, with overlapping ends or a gap", () => {
  for (const [height, angle] of [[1, 0], [0.5, 0], [0.5, 0.6]] as const) {
    expect("ellipse", (seed, side) => {
      const ellipse = { middle: ORIGIN, width: side, height: height * side, angle, start: seed };
      return drawnEllipse(ellipse, { seed, over: ((seed % 9) - 4) / 60 });
    }, (figure, _, side) => {
      assertBox(figure, { width: side, height: height * side, angle });
      if (height === 1) assert(figure.kind === "ellipse" && figure.width === figure.height);
    });
  }
});

Deno.test("recognise: a diamond stands on its corner", () => {
  expect(
    "diamond",
    (seed, side) => drawnAlong(diamond(0.8 * side, side), { seed, closed: true }),
    (figure, _, side) => {
      assertBox(figure, { width: 0.8 * side, height: side, angle: 0 });
    },
  );
  expect("diamond", (seed, side) => drawnAlong(diamond(side, side), { seed, closed: true }), () => {});
});

Deno.test("recognise: a triangle with two equal sides, upright or upside down; another one is its three corners", () => {
  for (const up of [1, -1]) {
    expect(
      "triangle",
      (seed, side) => drawnAlong(gable(side, up), { seed, closed: true }),
      (figure, _, side) => {
        assertBox(figure, { width: side, height: 1.2 * side, angle: up > 0 ? 0 : Math.PI });
      },
    );
  }
  expect("polyline", (seed, side) => {
    const corners = [ORIGIN, { x: 0, y: side }, { x: 1.8 * side, y: side }];
    return drawnAlong(corners, { seed, closed: true });
  }, (figure) => assert(figure.kind === "polyline" && figure.closed && figure.corners.length === 3));
});

Deno.test("recognise: a star, around or across", () => {
  const tip = (i: number, out: number) => ({
    x: out * Math.sin(i * Math.PI / 5),
    y: -out * Math.cos(i * Math.PI / 5),
  });
  const upright = (figure: DrawnFigure, _: number, side: number) => {
    assert(figure.kind === "star" && figure.angle === 0);
    assert(Math.abs(figure.width - 0.95 * side) < 0.16 * side, `its width is ${figure.width} of ${side}`);
  };
  expect("star", (seed, side) => {
    const corners = Array.from({ length: 10 }, (_, i) => tip(i, i % 2 === 0 ? side / 2 : 0.21 * side));
    return drawnAlong(corners, { seed, closed: true });
  }, upright);
  expect("star", (seed, side) => {
    const tips = [0, 4, 8, 2, 6].map((i) => tip(i, side / 2));
    return drawnAlong(tips, { seed, closed: true });
  }, upright);
});

Deno.test("recognise: corners with straight sides between them", () => {
  expect("polyline", (seed, side) => {
    const corners = [ORIGIN, { x: 0.4 * side, y: side / 2 }, { x: 0.8 * side, y: 0 }, {
      x: side,
      y: side / 2,
    }];
    return drawnAlong(corners, { seed, closed: false });
  }, (figure, _, side) => {
    assert(figure.kind === "polyline" && !figure.closed && figure.corners.length === 4);
    const [, first] = figure.corners;
    assert(first && distance(first, { x: 0.4 * side, y: side / 2 }) < 0.08 * side);
  });
});

Deno.test("recognise: scribbles, hatching, waves, letters, spirals, hearts and blobs stay ink", () => {
  const round = (count: number, at: (t: number) => Vec) =>
    Array.from({ length: count }, (_, i) => at(2 * Math.PI * i / count));
  const ink: Record<string, (seed: number, side: number) => Vec[]> = {
    arc: (seed, side) => drawnEllipse({ middle: ORIGIN, width: side, height: side }, { seed, over: -0.5 }),
    scribble: (seed, side) => {
      const random = randomOf(seed);
      const places = Array.from({ length: 24 }, () => ({ x: side * random(), y: side * random() }));
      return drawnAlong(places, { seed, closed: false });
    },
    hatching: (seed, side) =>
      drawnAlong(
        Array.from({ length: 14 }, (_, i) => ({ x: i * side / 14, y: i % 2 * 0.6 * side })),
        { seed, closed: false },
      ),
    wave: (seed, side) =>
      drawnAlong(round(120, (t) => ({ x: t * side / 3, y: 0.25 * side * Math.sin(2 * t) })), {
        seed,
        closed: false,
      }),
    letter: (seed, side) =>
      drawnAlong(round(60, (t) => ({ x: side / 3 * Math.sin(t), y: side * t / 6 })), { seed, closed: false }),
    spiral: (seed, side) =>
      drawnAlong(
        round(200, (t) => ({ x: t * side / 12 * Math.cos(3 * t), y: t * side / 12 * Math.sin(3 * t) })),
        { seed, closed: false },
      ),
    eight: (seed, side) =>
      drawnAlong(
        round(100, (t) => ({ x: side / 2 * Math.sin(t), y: side / 3 * Math.sin(2 * t) })),
        { seed, closed: true },
      ),
    heart: (seed, side) =>
      drawnAlong(
        round(100, (t) => ({
          x: side / 2 * Math.sin(t) ** 3,
          y: -side / 32 * (13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t)),
        })),
        { seed, closed: true },
      ),
    blob: (seed, side) =>
      drawnAlong(
        round(100, (t) => {
          const out = side / 2 * (1 + 0.25 * Math.sin(2 * t + seed) + 0.25 * Math.sin(3 * t + 2 * seed));
          return { x: out * Math.cos(t), y: out * Math.sin(t) };
        }),
        { seed, closed: true },
      ),
    twice: (seed, side) => drawnEllipse({ middle: ORIGIN, width: side, height: side }, { seed, over: 1.2 }),
  };
  for (const [name, draw] of Object.entries(ink)) {
    const taken = SIZES.flatMap((side) =>
      SEEDS.flatMap((seed) => {
        const figure = recognise(draw(seed, side), { unit: 1 });
        return figure ? [`seed ${seed} at ${side}: ${figure.kind}`] : [];
      })
    );
    assert(taken.length <= ALLOWED * SEEDS.length * SIZES.length, `${name}: ${taken.join("; ")}`);
  }
});

Deno.test("recognise: dots, commas and what is tiny on screen stay ink", () => {
  const small = drawnAlong([ORIGIN, { x: 15, y: 0 }], { seed: 1, closed: false, tremor: 0.1, wobble: 0.1 });
  assert.equal(recognise(small, { unit: 1 }), undefined);
  assert.equal(recognise(small, { unit: 0.1 })?.kind, "line", "under magnification it is large");
  assert.equal(recognise([ORIGIN], { unit: 1 }), undefined);
  assert.equal(recognise([], { unit: 1 }), undefined);
  assert.equal(recognise(Array.from({ length: 50 }, () => ORIGIN), { unit: 1 }), undefined);
});

Deno.test("recognise: a hand that rests at the end, and a device of any rate, change nothing", () => {
  const random = randomOf(7);
  const drawn = drawnAlong(box(200, 120), { seed: 3, closed: true });
  const end = drawn.at(-1) ?? ORIGIN;
  const rest = Array.from(
    { length: 60 },
    () => ({ x: end.x + 2 * random() - 1, y: end.y + 2 * random() - 1 }),
  );
  assert.equal(recognise([...drawn, ...rest], { unit: 1 })?.kind, "rectangle");
  for (const count of [40, 100, 5_000]) {
    assert.equal(recognise(resampled(drawn, count), { unit: 1 })?.kind, "rectangle", `${count} places`);
  }
});

/** Of what is drawn with a trembling hand so much may be taken for something else. */
const ALLOWED = 0.03;

function expect(
  kind: DrawnFigure["kind"],
  draw: (seed: number, side: number) => readonly Vec[],
  check: (figure: DrawnFigure, seed: number, side: number) => void,
): void {
  const missed: string[] = [];
  for (const side of SIZES) {
    for (const seed of SEEDS) {
      const figure = recognise(draw(seed, side), { unit: 1 });
      if (figure?.kind === kind) check(figure, seed, side);
      else missed.push(`seed ${seed} at ${side}: ${figure?.kind}`);
    }
  }
  assert(missed.length <= ALLOWED * SEEDS.length * SIZES.length, `no ${kind}: ${missed.join("; ")}`);
}

/** In its middle, about as large and as turned. */
function assertBox(
  figure: DrawnFigure,
  { width, height, angle }: Pick<DrawnBox, "width" | "height" | "angle">,
) {
  assert("middle" in figure);
  const side = Math.max(width, height), near = 0.09 * side + 2;
  assert(distance(figure.middle, ORIGIN) < near, `its middle is ${figure.middle.x}, ${figure.middle.y}`);
  // A quarter turn changes the sides' names.
  const quarters = Math.round((figure.angle - angle) / (Math.PI / 2));
  const [across, down] = quarters % 2 === 0 ? [figure.width, figure.height] : [figure.height, figure.width];
  assert(Math.abs(across - width) < 2 * near, `its width is ${across}, not ${width}`);
  assert(Math.abs(down - height) < 2 * near, `its height is ${down}, not ${height}`);
  const off = Math.abs(figure.angle - angle - quarters * Math.PI / 2);
  assert(width === height || off < 0.2, `it is turned by ${figure.angle}`);
  if (angle === 0 && figure.kind === "rectangle") assert.equal(figure.angle, 0);
}

function ray(seed: number, length: number): Vec {
  return { x: length * Math.cos(seed), y: length * Math.sin(seed) };
}

function turned(places: readonly Vec[], by: number): Vec[] {
  return places.map((place) => rotate(place, { about: ORIGIN, by }));
}

function box(width: number, height: number): Vec[] {
  const x = width / 2, y = height / 2;
  return [{ x: -x, y: -y }, { x, y: -y }, { x, y }, { x: -x, y }];
}

function diamond(width: number, height: number): Vec[] {
  return [{ x: 0, y: -height / 2 }, { x: width / 2, y: 0 }, { x: 0, y: height / 2 }, { x: -width / 2, y: 0 }];
}

/** Around the middle of its box. */
function gable(side: number, up: number): Vec[] {
  const y = 0.6 * side * up;
  return [{ x: 0, y: -y }, { x: side / 2, y }, { x: -side / 2, y }];
}
