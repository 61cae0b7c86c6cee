/** Marks the branch that a union's exhausted switch can never reach; the type checker proves it. */
export function unreachable(value: never): never {
  throw new Error(`Cannot happen: ${JSON.stringify(value)}`);
}
