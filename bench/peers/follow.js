// What a click on a citation does in every peer.

/** Follows a link between a citation and its source; what stands in a shadow tree is no goal for a browser. */
export const follow = (event) => {
  const link = event.target.closest('a[data-action]');
  const goal = link?.getRootNode().getElementById(link.getAttribute('href').slice(1));
  if (!goal) return;
  event.preventDefault();
  goal.closest('details')?.setAttribute('open', '');
  goal.scrollIntoView();
};
