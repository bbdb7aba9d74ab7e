// Which line of the ladder each connection has. A line is taken by the first packet and free again at the end.

/** Lines drawn; further connections share the last one, and are told apart by name. */
const MOST = 8;

export class Lanes {
  constructor() {
    this.taken = [];
    this.of = new Map();
    /** Lines that were ever taken. */
    this.count = 1;
  }

  /** Where a row stands: its line, whether the line begins or ends there, and the other lines that are open. */
  place(row) {
    const known = this.of.has(row.c);
    const begins = row.kind === 'packet' && !known;
    if (begins) {
      this.take(row.c);
    }
    const lane = this.of.get(row.c);
    const ends = lane !== undefined && (row.kind === 'ended' || row.kind === 'cut' || !row.kind);
    if (ends) {
      this.of.delete(row.c);
      this.taken[lane] -= 1;
    }
    let open = 0;
    this.taken.forEach((connections, index) => {
      // The line of the row itself is drawn apart where it begins or ends.
      const others = connections - (begins && index === lane ? 1 : 0);
      open |= others > 0 ? 1 << index : 0;
    });
    return { lane, begins, ends, open };
  }

  take(connection) {
    let lane = this.taken.findIndex((connections) => connections === 0);
    if (lane < 0) {
      lane = Math.min(this.taken.length, MOST - 1);
    }
    this.taken[lane] = (this.taken[lane] ?? 0) + 1;
    this.of.set(connection, lane);
    this.count = Math.max(this.count, lane + 1);
  }
}

const drawn = new Map();

/** The open lines as a background. */
export function wires(open) {
  if (!drawn.has(open)) {
    const layers = [];
    for (let lane = 0; lane < MOST; lane += 1) {
      if (open & (1 << lane)) {
        layers.push(`linear-gradient(var(--wire), var(--wire)) calc(${lane + 0.5} * var(--lane) - 1px) 0 / 2px 100% no-repeat`);
      }
    }
    drawn.set(open, layers.join(', '));
  }
  return drawn.get(open);
}
