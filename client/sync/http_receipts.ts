/**
 * What has been received over HTTP: how many frames of each epoch, as requests name it in `Gesso-After`. Answers may
 * overtake each other or be cut, and what was not named is sent again: here it is told apart. It knows no requests.
 */

/** More are not named: an epoch that was not heard of for so long has ended. */
const MAX_EPOCHS = 4;

export interface Asked {
  /** The value of `Gesso-After`; empty when nothing was received yet. */
  readonly after: string;
  answered(epoch: string): Answer;
}

export interface Answer {
  /** Nothing of this epoch was known: who answers does not know the session. */
  readonly isNewEpoch: boolean;
  /** Called for each frame of the answer: whether it has not been received before. */
  isNews(): boolean;
}

export class Receipts {
  /** The one heard of last is the last. */
  readonly #counts = new Map<string, number>();

  /** For one request: its answer begins after what it names. */
  ask(): Asked {
    const named = new Map(this.#counts);
    return {
      after: [...named].map(([epoch, count]) => `${epoch}:${count}`).join(","),
      answered: (epoch) => this.#answered(epoch, named.get(epoch) ?? 0),
    };
  }

  #answered(epoch: string, after: number): Answer {
    const known = this.#counts.get(epoch);
    this.#counts.delete(epoch);
    this.#counts.set(epoch, known ?? 0);
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= MAX_EPOCHS) break;
      this.#counts.delete(oldest);
    }
    let at = after;
    return {
      isNewEpoch: known === undefined,
      isNews: () => {
        at++;
        if (at <= (this.#counts.get(epoch) ?? 0)) return false;
        this.#counts.set(epoch, at);
        return true;
      },
    };
  }
}
