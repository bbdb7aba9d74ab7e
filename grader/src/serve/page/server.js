// What is asked of grader, and told to it.

import { words } from './words.js';

/** An answer that is none: `told` says why, in French. */
export class Refused extends Error {
  constructor(told, status) {
    super(told);
    this.status = status;
  }
}

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(words.gone, 0);
  }
  if (!response.ok) {
    throw new Refused((await response.text()).trim(), response.status);
  }
  return response.json();
}

export const ask = (path) => answer(path, { cache: 'no-store' });

export const tell = (path, what) =>
  answer(path, {
    method: 'POST',
    // Else some browsers hide the page's origin, by which grader knows it.
    referrerPolicy: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Atelier': '1' },
    body: JSON.stringify(what),
  });
