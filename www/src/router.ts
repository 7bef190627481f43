/** Addresses after `#`, so that the demo runs from any folder of any static host. */
export type Route =
  | { page: 'home' }
  | { page: 'post'; id: string }
  | { page: 'messages'; id: string | null }
  | { page: 'vault'; id: string | null; part?: 'draft' }
  | { page: 'held'; id: string | null }
  | { page: 'protection' }
  | { page: 'live' }
  | { page: 'write' }
  | { page: 'how' }
  | { page: 'settings' };

export function route(): Route {
  const [page, id, part] = location.hash.replace(/^#\/?/, '').split('/');
  switch (page) {
    case 'post':
      return id ? { page, id: decodeURIComponent(id) } : { page: 'home' };
    case 'messages':
      return { page, id: id ? decodeURIComponent(id) : null };
    case 'vault': {
      const at = { page, id: id ? decodeURIComponent(id) : null } as const;
      return part === 'draft' ? { ...at, part } : at;
    }
    case 'held':
      return { page, id: id ? decodeURIComponent(id) : null };
    case 'protection':
    case 'live':
    case 'write':
    case 'how':
    case 'settings':
      return { page };
    default:
      return { page: 'home' };
  }
}

/** The address of a route. */
export function href(to: Route): string {
  if (to.page === 'home') return '#/';
  if (to.page === 'post') return `#/post/${encodeURIComponent(to.id)}`;
  if ((to.page === 'messages' || to.page === 'held') && to.id) return `#/${to.page}/${encodeURIComponent(to.id)}`;
  if (to.page === 'vault' && to.id) return `#/vault/${encodeURIComponent(to.id)}${to.part ? `/${to.part}` : ''}`;
  return `#/${to.page}`;
}
