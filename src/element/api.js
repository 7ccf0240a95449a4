// The core as the shim and pages see it, made of its one function (see `bindings.rs`), which takes and gives text.

import { bytesOf } from "./record.js";

/**
 * What can be asked of the core by `call`; `entry` is the address of the script that defines the element.
 *
 * - `readRecord`, `toClaimReview`: what a page may do with a record, without an element
 * - `learn(lang, lines)`: takes the words of a language; says whether they are all there
 * - `styles`, `names`, `maxBytes`: what all cards share
 * - `host(state, drawn)`: a host for an element; `state` is what an earlier one of the same element kept, and `drawn` says whether
 *   what that has drawn is there still
 */
export const over = (call, entry = "") => {
  const ask = (host, what, a = "", b = "", flag = false) => {
    const answer = call(host, `${what}\x1f${flag ? 1 : ""}\x1f${a}`, b);
    if (answer[0] === "!") throw new TypeError(answer.slice(1));
    return answer;
  };
  /** The numbers of hosts that are gone, for those who come: a page that lives long makes many. */
  const free = [];
  let count = 0;
  const read = (what, record) => {
    const bytes = bytesOf(record, what);
    return ask(0, what, "", bytes, bytes === undefined);
  };
  return {
    ...JSON.parse(ask(0, "about")),
    readRecord: (record) => JSON.parse(read("readRecord", record)),
    toClaimReview: (record) => JSON.parse(read("toClaimReview", record)),
    learn: (lang, lines) => Boolean(ask(0, "learn", lang, lines)),
    host: (state, drawn) => {
      let host = free.pop() ?? count;
      ask(host, "open", state, entry, drawn);
      if (host === count) count++;
      return {
        /** Something happened; the answer is what is to be done. */
        tell: (...happened) => {
          const answer = ask(host, ...happened);
          const end = answer.indexOf("\n");
          return { ...JSON.parse(answer.slice(0, end)), program: answer.slice(end + 1) };
        },
        ask: (what, detail) => JSON.parse(ask(host, what, detail)),
        /** The program that builds what is shown from nothing. */
        rebuild: () => ask(host, "rebuild"),
        /** Gives the host's memory back; what is left is for a later one. Whoever still asks this one is told that it is gone. */
        close: () => {
          const left = ask(host, "close");
          free.push(host);
          host = -1;
          return left;
        },
      };
    },
  };
};
