/** All that lies behind the frame's buttons, in one file that is fetched once the canvas can be drawn on. */

export { AlignPanel } from "./align_panel.tsx";
export { ConnectionPanel } from "./connection_panel.tsx";
export { EraserPanel } from "./eraser_panel.tsx";
export { FigurePanel } from "./figure_panel.tsx";
export { MenuPanel } from "./menu_panel.tsx";
export { MoreToolsPanel } from "./more_tools_panel.tsx";
export { OrderPanel } from "./order_panel.tsx";
export { Overlays } from "./overlays.tsx";
export { PeoplePanel } from "./people_panel.tsx";
export { RecentList } from "./recent_list.tsx";
export { SelectPanel } from "./select_panel.tsx";
export { SharePanel } from "./share_panel.tsx";
export { StylePanel } from "./style_panel.tsx";
