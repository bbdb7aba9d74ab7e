// Elements, made one by one: whatever pupils wrote becomes a text node and nothing else.

export const get = (id) => document.getElementById(id);

/** An element; children that are strings are text, those that are missing are left out. */
export function make(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.includes('-') || key === 'role' || key === 'scope') {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A text of the kit's, in which code stands between backquotes. */
export function withCode(text) {
  return text.split('`').map((part, place) => (place % 2 ? make('code', null, part) : part));
}
