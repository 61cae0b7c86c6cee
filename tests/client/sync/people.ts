/** Sessions at one fake server, with made-up shapes to draw. */

import { openSession, type Session, type SessionOptions, type Status } from "../../../client/sync/session.ts";
import { orderAfter } from "../../../core/board/order.ts";
import type { Rectangle, Shape } from "../../../core/board/shape.ts";
import type { Pace } from "../../../client/sync/slices.ts";
import type { FakeClock } from "./fake_clock.ts";
import type { FakeServer } from "./fake_server.ts";

/** More than a handshake takes. */
export const SOON_MS = 100;

export interface Person {
  readonly session: Session;
  readonly statuses: Status[];
  /** Distinct steps of the connection and the saving, as they were told. */
  readonly story: string[];
}

export function arrive(server: FakeServer, options: Partial<SessionOptions> = {}): Person {
  const session = openSession({
    boardId: "lobby",
    key: undefined,
    origin: "http://localhost",
    role: "edit",
    presence: { name: "Ann", color: "#2563eb", cursor: undefined },
    openTransport: server.open,
    clock: server.clock,
    random: () => 0,
    wake: () => () => {},
    pace: paceOf(server.clock),
    ...options,
  });
  const statuses: Status[] = [], story: string[] = [];
  session.onStatus((status) => {
    statuses.push(status);
    const step = `${status.connection.stage} ${status.saving}`;
    if (story.at(-1) !== step) story.push(step);
  });
  return { session, statuses, story };
}

/** Every look at the time costs some of it, so that long work comes in slices. */
export function paceOf(clock: FakeClock): Pace {
  let looks = 0;
  return { now: () => clock.now() + looks++, turn: (run) => void clock.after(0, run) };
}

export async function leave(...people: readonly Person[]): Promise<void> {
  for (const { session } of people) await session.close();
}

export function rectangle(id: string, x = 0): Rectangle {
  return {
    kind: "rectangle",
    id: id.padEnd(12, "_"),
    z: orderAfter(undefined),
    xy: [x, 0],
    wh: [10, 10],
    color: "ink",
    size: 2,
  };
}

export function draw(person: Person, shape: Shape): void {
  person.session.apply([{ op: "put", shape }]);
}

export function idsOf({ session }: Person): string[] {
  return [...session.board.shapes()].map(({ id }) => id.replace(/_+$/, "")).sort();
}
