// What makes the page wider than its window: of each element, all children but one are hidden, and so on inwards,
// until nothing less is too wide. (Boxes do not tell: pseudo-elements and text stick out of theirs.)
const root = document.documentElement;
const excess = () => root.scrollWidth - root.clientWidth;
if (excess() <= 0) return [];
const found = [`it is ${excess()} px too wide`];
const show = (nodes, shown) => {
  for (const node of nodes) shown ? node.style.removeProperty('display') : node.style.setProperty('display', 'none', 'important');
};
const visit = (node, path) => {
  const children = [...node.children, ...(node.shadowRoot?.children ?? [])].filter((child) => child.checkVisibility?.());
  show(children, false);
  const culprits = children.filter((child) => {
    show([child], true);
    const wide = excess() > 0;
    show([child], false);
    return wide;
  });
  // When it is too wide with any of them, it is too wide itself.
  if (culprits.length === 0 || (culprits.length > 1 && culprits.length === children.length)) {
    found.push(`${path.slice(-8).join(' ')}: ${node.textContent.trim().replace(/\s+/g, ' ').slice(0, 80)}`);
  } else {
    for (const child of culprits.slice(0, 4)) {
      show([child], true);
      const name = child.getAttribute('part') ?? child.getAttribute('src') ?? child.id;
      visit(child, [...path, name ? `${child.localName}(${name})` : child.localName]);
      show([child], false);
    }
  }
  show(children, true);
};
visit(document.body, []);
return found;
