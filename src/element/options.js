// The options of a function of the core, as the core takes them.

/**
 * The values of the known options, in their order, as texts; a line feed stands for one that is not given. What could be no
 * options is refused.
 */
export const optionsOf = (options, known) => {
  const names = known.split(" ");
  if (options === undefined || options === null) return names.map(() => "\n");
  if (typeof options !== "object") throw new TypeError(`expected options as an object, found ${typeof options}`);
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw new TypeError(`expected an option (${names.join(", ")}), found "${name}"`);
  }
  return names.map((name) => {
    const value = options[name];
    if (value === undefined || value === null || value === false) return "\n";
    if (!["string", "number", "boolean"].includes(typeof value)) {
      throw new TypeError(`expected the option ${name} as a text, a number or a truth value, found ${typeof value}`);
    }
    return `${value}`;
  });
};
