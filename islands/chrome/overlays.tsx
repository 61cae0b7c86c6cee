/** What comes over the board only when there is reason to: bars, menus, panels, dialogs. */

import type { VNode } from "preact";
import { BackToDrawing } from "./back_to_drawing.tsx";
import { useBoard } from "./board_context.ts";
import { ContextMenu } from "./context_menu.tsx";
import { Dialogs } from "./dialogs.tsx";
import { FocusExit } from "./focus_exit.tsx";
import { LayersPanel } from "./layers_panel.tsx";
import { LinkMark } from "./link_mark.tsx";
import { LiveRegion } from "./live_region.tsx";
import { Minimap } from "./minimap.tsx";
import { SearchBar } from "./search_bar.tsx";
import { SelectionBar } from "./selection_bar.tsx";

export function Overlays(): VNode {
  const { searchOpen } = useBoard();
  return (
    <>
      <LinkMark />
      <SelectionBar />
      <LayersPanel />
      <BackToDrawing />
      <Minimap />
      {searchOpen.value && <SearchBar />}
      <FocusExit />
      <ContextMenu />
      <Dialogs />
      <LiveRegion />
    </>
  );
}
