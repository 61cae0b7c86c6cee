/** Where a painting leaves paint: points on the edge of all that it fills and draws, in the world. */

import { paint, type PaintCommand } from "../../../core/board/paint.ts";
import { averageWidth } from "../../../core/board/average_widths.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { flatten } from "../../../core/geometry/contour.ts";
import type { Ring } from "../../../core/geometry/ink.ts";
import { rotate, type Vec } from "../../../core/geometry/vec.ts";

export function paintedPoints(shape: Shape): Vec[] {
  const { commands, turn } = paint(shape, { measure: averageWidth });
  const [x, y] = shape.xy;
  return commands.flatMap(pointsOf).map((point) => {
    const turned = turn ? rotate(point, { about: turn.about, by: turn.angle }) : point;
    return { x: turned.x + x, y: turned.y + y };
  });
}

function pointsOf(command: PaintCommand): Vec[] {
  switch (command.op) {
    case "ink":
      return command.rings.flatMap(ringPoints);
    case "area":
      return flatten(command.contour, 0.05).flat();
    case "line":
      return around(flatten(command.contour, 0.05).flat(), command.width / 2);
    case "hatch":
      // Lines are cut where the area ends.
      return flatten(command.area, 0.05).flat();
    case "text":
      return command.lines.flatMap(({ width }, i) => {
        const wide = width * command.squeeze;
        const left = command.x - wide * { left: 0, centre: 0.5, right: 1 }[command.align];
        const at = command.baseline + i * command.lineHeight;
        const top = at - command.size, bottom = at + 0.32 * command.size;
        return [
          { x: left, y: top },
          { x: left + wide, y: top },
          { x: left, y: bottom },
          { x: left + wide, y: bottom },
        ];
      });
    case "picture":
      return [{ x: 0, y: 0 }, { x: command.wh[0], y: command.wh[1] }];
  }
}

/** On the curves through the middles of the ring's sides. */
function ringPoints(ring: Ring): Vec[] {
  const points: Vec[] = [];
  const n = ring.length;
  for (let i = 0; i < n; i += 2) {
    const [px, py] = [ring[(i + n - 2) % n] ?? 0, ring[(i + n - 1) % n] ?? 0];
    const [x, y] = [ring[i] ?? 0, ring[i + 1] ?? 0];
    const [nx, ny] = [ring[(i + 2) % n] ?? 0, ring[(i + 3) % n] ?? 0];
    points.push({ x: (px + x) / 2, y: (py + y) / 2 });
    points.push({ x: (px + 6 * x + nx) / 8, y: (py + 6 * y + ny) / 8 });
  }
  return points;
}

function around(points: readonly Vec[], radius: number): Vec[] {
  return points.flatMap(({ x, y }) =>
    Array.from({ length: 8 }, (_, i) => {
      const angle = i * Math.PI / 4;
      return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    })
  );
}
