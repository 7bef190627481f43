import { icon } from '../art/icons.js';
import { h } from '../dom.js';
import { fill, t } from '../i18n/index.js';
import { atLeave } from '../leave.js';
import { composer } from '../parts/composer.js';
import { commentRow, postCard } from '../parts/post-card.js';
import { href } from '../router.js';
import { addComment, post as findPost, onWorld } from '../world.js';
import { feed } from './feed.js';

/** One post with its replies. */
export function postPage(id: string): HTMLElement {
  const post = findPost(id);
  if (!post) return feed();
  const title = h('h2', { class: 'section-title' });
  const none = h('p', { class: 'empty', text: t().noComments });
  const list = h('ul', { class: 'comments' });
  let drawn: unknown[] = [];
  const draw = () => {
    // Only what is new or gone is touched: a menu that is open stays open.
    if (drawn.length === post.comments.length && drawn.every((one, i) => one === post.comments[i])) return;
    const grown = drawn.length <= post.comments.length && drawn.every((one, i) => one === post.comments[i]);
    const from = grown ? drawn.length : 0;
    if (!grown) list.replaceChildren();
    list.append(...post.comments.slice(from).map((comment) => commentRow(comment, post)));
    drawn = [...post.comments];
    count();
  };
  const count = () => {
    title.textContent = fill(t().comments, { count: post.comments.length });
    none.hidden = post.comments.length > 0;
  };
  count();
  draw();
  atLeave(onWorld(draw));
  return h(
    'div',
    { class: 'page' },
    h(
      'div',
      { class: 'page-head' },
      h('a', { class: 'icon-button', href: href({ page: 'home' }), 'aria-label': t().back }, icon('back')),
      h('h1', { class: 'page-title', text: t().postTitle }),
    ),
    postCard(post, true),
    h(
      'section',
      { class: 'card replies' },
      title,
      list,
      none,
      composer({
        placeholder: t().commentPlaceholder,
        label: t().commentLabel,
        button: t().commentPost,
        rows: 1,
        context: { surface: 'comment', relation: post.by === 'me' ? 'self' : 'follower', replyTo: post.id },
        post(text) {
          addComment(post, text);
          draw();
        },
      }),
    ),
  );
}
