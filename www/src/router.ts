/** Addresses after `#`, so that the demo runs from any folder of any static host. */
export type Route =
  | { page: 'home' }
  | { page: 'post'; id: string }
  | { page: 'messages'; id: string | null }
  | { page: 'how' }
  | { page: 'settings' };

export function route(): Route {
  const [page, id] = location.hash.replace(/^#\/?/, '').split('/');
  switch (page) {
    case 'post':
      return id ? { page, id: decodeURIComponent(id) } : { page: 'home' };
    case 'messages':
      return { page, id: id ? decodeURIComponent(id) : null };
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
  if (to.page === 'messages' && to.id) return `#/messages/${encodeURIComponent(to.id)}`;
  return `#/${to.page}`;
}
