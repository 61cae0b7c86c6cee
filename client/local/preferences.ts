/**
 * How this person likes to draw here: theme, what is in hand, how tools behave, as they left them. What is kept is
 * parsed property by property; what is absent is as at the first visit. Knows no canvas.
 */

import { isColor, isSize } from "../../core/board/schema.ts";
import {
  type Align,
  ALIGNS,
  BOX_KINDS,
  type Color,
  type Dash,
  DASHES,
  FILL_STYLES,
  type FillStyle,
  type Font,
  FONTS,
  type Head,
  HEADS,
  type Route,
  ROUTES,
} from "../../core/board/shape.ts";
import { browserStorage, keep, type OpenKeyValues } from "./kept.ts";

export type ThemeChoice = "light" | "dark" | "system";

/** What of the style in hand was kept. Sizes in world units. */
export interface KeptStyle {
  readonly color?: Color;
  readonly size?: number;
  readonly textSize?: number;
  readonly opacity?: number;
  readonly fill?: Color | "none";
  readonly fillStyle?: FillStyle;
  readonly dash?: Dash;
  readonly font?: Font;
  readonly align?: Align;
  readonly bold?: boolean;
  readonly route?: Route;
  readonly heads?: readonly [Head, Head];
  readonly nib?: "pen" | "even";
}

/** What of the tools' options was kept. */
export interface KeptOptions {
  readonly eraser?: "whole" | "partial" | "mine";
  readonly keepTool?: boolean;
  readonly snapToShapes?: boolean;
  readonly snapToGrid?: boolean;
  readonly figures?: boolean;
  readonly figure?: KeptFigure;
  readonly singleKeys?: boolean;
  readonly wheel?: "pan" | "zoom";
}

const FIGURES = [...BOX_KINDS, "line", "polyline"] as const;
type KeptFigure = (typeof FIGURES)[number];

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly style: KeptStyle;
  readonly options: KeptOptions;
  /** Colours of one's own making, the last first. */
  readonly colors: readonly Color[];
  /** What the command palette was asked for, the last first. */
  readonly commands: readonly string[];
  readonly minimap: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: "system",
  style: {},
  options: {},
  colors: [],
  commands: [],
  minimap: true,
};

export const MOST_COLORS = 5;
export const MOST_COMMANDS = 5;
const MAX_COMMAND_LENGTH = 40;

export interface PreferenceStore {
  read(): Preferences;
  change(change: Partial<Preferences>): void;
}

export function createPreferenceStore(open: OpenKeyValues = browserStorage): PreferenceStore {
  const kept = keep("gesso.preferences", parsePreferences, open);
  let preferences: Preferences | undefined;
  const read = () => preferences ??= kept.read();
  return {
    read,
    change(change) {
      preferences = parsePreferences({ ...read(), ...change });
      kept.write(preferences);
    },
  };
}

function parsePreferences(json: unknown): Preferences {
  const { theme, style, options, colors, commands, minimap, ...before } = fieldsOf(json);
  return {
    theme: isTheme(theme) ? theme : DEFAULT_PREFERENCES.theme,
    // Colour and size of the pen once were all that was kept of the style, and lay beside it.
    style: fitting<KeptStyle>(style === undefined ? before : fieldsOf(style), STYLE),
    options: fitting<KeptOptions>(fieldsOf(options), OPTIONS),
    colors: listOf(colors, isColor).slice(0, MOST_COLORS),
    commands: listOf(commands, isCommand).slice(0, MOST_COMMANDS),
    minimap: isBoolean(minimap) ? minimap : DEFAULT_PREFERENCES.minimap,
  };
}

type Checks<T> = { readonly [P in keyof Required<T>]: (value: unknown) => boolean };

const STYLE: Checks<KeptStyle> = {
  color: isColor,
  size: isSize,
  textSize: isSize,
  opacity: (value) => typeof value === "number" && value > 0 && value <= 1,
  fill: (value) => value === "none" || isColor(value),
  fillStyle: oneOf(FILL_STYLES),
  dash: oneOf(DASHES),
  font: oneOf(FONTS),
  align: oneOf(ALIGNS),
  bold: isBoolean,
  route: oneOf(ROUTES),
  heads: (value) => Array.isArray(value) && value.length === 2 && value.every(oneOf(HEADS)),
  nib: oneOf(["pen", "even"]),
};

const OPTIONS: Checks<KeptOptions> = {
  eraser: oneOf(["whole", "partial", "mine"]),
  keepTool: isBoolean,
  snapToShapes: isBoolean,
  snapToGrid: isBoolean,
  figures: isBoolean,
  figure: oneOf(FIGURES),
  singleKeys: isBoolean,
  wheel: oneOf(["pan", "zoom"]),
};

/** What of the fields passes its check: each by itself. */
function fitting<T>(fields: Readonly<Record<string, unknown>>, checks: Checks<T>): T {
  const kept = Object.entries<(value: unknown) => boolean>(checks)
    .filter(([name, fits]) => Object.hasOwn(fields, name) && fits(fields[name]))
    .map(([name]) => [name, fields[name]]);
  // Each was checked by the check of its name.
  return Object.fromEntries(kept) as T;
}

function fieldsOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null ? { ...json } : {};
}

function listOf<T>(json: unknown, fits: (value: unknown) => value is T): readonly T[] {
  return Array.isArray(json) ? [...new Set(json.filter(fits))] : [];
}

function oneOf(values: readonly unknown[]): (value: unknown) => boolean {
  return (value) => values.includes(value);
}

function isTheme(value: unknown): value is ThemeChoice {
  return value === "light" || value === "dark" || value === "system";
}

function isCommand(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= MAX_COMMAND_LENGTH;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
