/** What a panel that closes itself is given. */

export interface PanelProps {
  readonly close: () => void;
}
