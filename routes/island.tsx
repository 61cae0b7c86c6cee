/** The place of an island on a page: its first markup, and the props to bring it to life with. It knows no island. */

import type { ComponentType, JSX } from "preact";

export interface IslandProps<Props> {
  /** The entry in islands/ that brings it to life. */
  readonly name: string;
  readonly component: ComponentType<Props>;
  /** Plain JSON. */
  readonly props: Props;
}

export function Island<Props extends object>(
  { name, component: Component, props }: IslandProps<Props>,
): JSX.Element {
  return (
    <div data-island={name} data-props={JSON.stringify(props)}>
      <Component {...props} />
    </div>
  );
}
