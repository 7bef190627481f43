import { h } from '../dom.js';
import { t } from '../i18n/index.js';
import { composer } from '../parts/composer.js';
import { postCard } from '../parts/post-card.js';
import { say } from '../parts/toast.js';
import { href } from '../router.js';
import { addPost, world } from '../world.js';

/** The home page: write something, read what others wrote. */
export function feed(): HTMLElement {
  const list = h('div', { class: 'posts' }, ...world().posts.map((post) => postCard(post)));
  return h(
    'div',
    { class: 'page feed' },
    h('h1', { class: 'page-title', text: t().feedTitle }),
    h(
      'div',
      { class: 'card compose-card' },
      composer({
        placeholder: t().composePlaceholder,
        label: t().composeLabel,
        button: t().composePost,
        context: { surface: 'post' },
        rows: 1,
        samples: true,
        beside: h('a', { class: 'compose-more', href: href({ page: 'write' }), text: t().writeLink }),
        post(text) {
          list.prepend(postCard(addPost(text)));
          say(t().posted);
        },
      }),
    ),
    list,
  );
}
