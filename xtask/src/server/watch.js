// Keeps a list of what goes wrong in a page, for the tests to read. Served by them only.
(() => {
  const problems = [];
  window.pageProblems = problems;
  const said = (value) => (value instanceof Error ? `${value.message} ${value.stack ?? ''}` : String(value));
  for (const level of ['error', 'warn']) {
    const print = console[level];
    console[level] = (...values) => {
      problems.push(`console.${level}: ${values.map(said).join(' ')}`);
      print.apply(console, values);
    };
  }
  addEventListener('error', (event) => {
    const { target } = event;
    if (target instanceof Element) problems.push(`did not load: ${target.outerHTML}`);
    else problems.push(`error: ${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  addEventListener('unhandledrejection', (event) => problems.push(`unhandled rejection: ${said(event.reason)}`));
  addEventListener('securitypolicyviolation', (event) => {
    problems.push(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
  });
})();
