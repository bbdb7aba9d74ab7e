// The rows as the server sends them. A line that is lost is opened again, where it was.

/** Longest silence, in milliseconds: the server says something every ten seconds. */
const SILENCE = 25000;

export class Stream {
  /** `told` has the functions `hello(resumed)`, `rows(batch)`, `state(open)`. */
  constructor(told) {
    this.told = told;
    this.last = '';
    this.query = '';
  }

  /** Asks for what this query chooses, from the beginning. */
  open(query) {
    this.query = query;
    this.last = '';
    this.connect();
  }

  connect() {
    this.source?.close();
    const query = new URLSearchParams(this.query);
    if (this.last) {
      query.set('after', this.last);
    }
    const source = new EventSource(`events?${query}`);
    this.source = source;
    source.addEventListener('hello', (event) => {
      this.alive();
      this.told.hello(JSON.parse(event.data).resumed);
      this.told.state(true);
    });
    source.addEventListener('rows', (event) => {
      this.alive();
      this.last = event.lastEventId;
      this.told.rows(JSON.parse(event.data));
    });
    source.addEventListener('beat', () => this.alive());
    source.addEventListener('error', () => {
      this.told.state(false);
      if (source.readyState === EventSource.CLOSED) {
        this.later(2000);
      }
    });
    this.alive();
  }

  alive() {
    this.later(SILENCE);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.told.state(false);
      this.connect();
    }, delay);
  }
}
