// A record as the core reads it, however a page holds it.

/**
 * The UTF-8 text of a record that is given as an object, a text or bytes; nothing when it cannot be written as JSON.
 * What could be no record is refused in the name of the function that it was given to.
 */
export const bytesOf = (record, name) => {
  const type = typeof record;
  if (type !== "string" && (type !== "object" || !record)) {
    throw new TypeError(`${name}: expected a claim record as an object, a text or bytes, found ${type}`);
  }
  if (record instanceof Uint8Array) return record;
  let text = record;
  if (type === "object") {
    try {
      // A getter of the page's may throw, a cycle does; what `toJSON` gives may be written as nothing at all.
      text = JSON.stringify(record);
    } catch {
      return;
    }
  }
  if (text !== undefined) return new TextEncoder().encode(text);
};
