// Put into each page that is measured from its start, before its own scripts: when a card is seen first, and when it can
// be used. It is on no line, and no policy stops it.

window.started = new Promise((go) => {
  const next = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  };
  const watch = (seen, then) => {
    const look = () => {
      const found = seen();
      // It is drawn once this frame is.
      if (found) next((time) => then(time, found));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  const article = () => {
    const host = document.querySelector('.host');
    const found = (host?.shadowRoot ?? host)?.querySelector('article');
    // What has no style yet is not the card.
    return found && getComputedStyle(found).borderTopStyle === 'solid' && found;
  };
  // The browser tells of its first paint a little later.
  const painted = new Promise((told) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') told(startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const say = async (...times) => go([...times, await painted]);
  const loaded = (time) => performance.getEntriesByType('resource').filter(({ startTime }) => startTime < time);
  watch(article, (visible, card) => {
    const scripts = loaded(visible).filter(({ name }) => /\.(js|wasm)$/.test(name));
    const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    const input = card.querySelector('input[value=supports]');
    if (document.querySelector('.host.plain')) {
      say(visible, visible, bytes);
      return;
    }
    input.click();
    const filtered = () => [...card.querySelectorAll('.sources .source')]
      .every((source) => source.checkVisibility() === (source.dataset.stance === 'supports'));
    watch(filtered, (usable) => say(visible, usable, bytes));
  });
});
