// Which lines have come, so that a reconnect asks for no line twice and misses none. Lines are numbered from 1 without a hole, but two streams may finish theirs in another order than
// they began: `low` is the number up to which all have come, `ahead` holds those beyond it.

export class Seen {
  constructor(low) {
    this.low = low;
    this.ahead = new Set();
  }

  // Whether this line is new; it is seen from now on.
  add(cursor) {
    if (cursor <= this.low || this.ahead.has(cursor)) return false;
    this.ahead.add(cursor);
    while (this.ahead.delete(this.low + 1)) this.low++;
    return true;
  }

  // Lines up to here are not kept any more and will never come.
  skip(to) {
    if (to <= this.low) return;
    this.low = to;
    for (const cursor of this.ahead) if (cursor <= to) this.ahead.delete(cursor);
    while (this.ahead.delete(this.low + 1)) this.low++;
  }
}
