/** The pages with a board: the front page over the open lobby, and each board's own. It knows no room. */

import { Hono } from "hono";
import type { BoardScreenProps } from "../islands/board_props.ts";
import { BoardScreen } from "../islands/board_screen.tsx";
import type { Access } from "../relay/access.ts";
import { noSuchBoard } from "./errors.tsx";
import { Island } from "./island.tsx";
import type { Manifest } from "./manifest.ts";
import { renderPage } from "./page_shell.tsx";

export interface PageOptions {
  readonly access: Access;
  readonly manifest: Manifest;
}

const LOBBY = "lobby";
const DESCRIPTION =
  "A whiteboard to draw on together, at once: open a link and you are in. No account, nothing to install.";

export function pageRoutes({ access, manifest }: PageOptions): Hono {
  const screen = (page: Pick<BoardScreenProps, "boardId" | "front">): BoardScreenProps => ({
    ...page,
    open: access.isOpen(page.boardId),
    worker: manifest.tileWorker,
    fonts: manifest.fonts,
  });

  const routes = new Hono();
  routes.get("/", (c) => {
    const title = "Gesso: draw together";
    return c.html(
      boardPage({ title, index: "findable", screen: screen({ boardId: LOBBY, front: true }) }, manifest),
      200,
      PAGE_HEADERS,
    );
  });
  routes.get("/b/:boardId", (c) => {
    const boardId = c.req.param("boardId");
    if (!access.exists(boardId)) return noSuchBoard(c, manifest);
    const title = access.isOpen(boardId) ? `${boardId} · Gesso` : "Board · Gesso";
    return c.html(
      boardPage({ title, index: "hidden", screen: screen({ boardId, front: false }) }, manifest),
      200,
      PAGE_HEADERS,
    );
  });
  return routes;
}

/** Asked for again each time: it names the scripts of this build. */
const PAGE_HEADERS = { "cache-control": "no-cache" };

interface BoardPage {
  readonly title: string;
  readonly index: "findable" | "hidden";
  readonly screen: BoardScreenProps;
}

function boardPage({ title, index, screen }: BoardPage, manifest: Manifest): string {
  const body = (
    <>
      <Island name="board" component={BoardScreen} props={screen} />
      <noscript>
        <p>Gesso draws with JavaScript. Allow it for this page to see the board.</p>
      </noscript>
    </>
  );
  return renderPage({ title, description: DESCRIPTION, index, content: "board", body }, manifest);
}
