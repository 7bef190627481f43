import { avatar } from '../art/avatar.js';
import { icon } from '../art/icons.js';
import { scene } from '../art/scenes.js';
import type { Comment, Post } from '../content/shape.js';
import { h } from '../dom.js';
import { ago, fill, number, t } from '../i18n/index.js';
import { href } from '../router.js';
import { minutesSince, person } from '../world.js';
import { keepable, keepMenu } from './evidence.js';
import { commentFacts, postFacts } from './facts.js';
import { asIncoming, covered } from './incoming.js';
import { messageMenu } from './message-menu.js';
import { say } from './toast.js';

const liked = new Set<string>();

function likeButton(post: Post): HTMLElement {
  const count = h('span');
  const button = h('button', { class: 'act' }, icon('heart'), count);
  const show = () => {
    const on = liked.has(post.id);
    button.classList.toggle('on', on);
    button.setAttribute('aria-pressed', String(on));
    count.textContent = number(post.likes + (on ? 1 : 0));
    button.setAttribute('aria-label', `${on ? t().liked : t().like} · ${count.textContent}`);
  };
  button.addEventListener('click', () => {
    if (!liked.delete(post.id)) liked.add(post.id);
    show();
  });
  show();
  return button;
}

function shareButton(post: Post): HTMLElement {
  const copy = async () => {
    const url = new URL(href({ page: 'post', id: post.id }), location.href).href;
    try {
      await navigator.clipboard.writeText(url);
      say(t().copied);
    } catch {
      // Without the clipboard there is nothing to say: the link is in the address bar.
      location.href = url;
    }
  };
  return h('button', { class: 'act', 'aria-label': t().copyLink, on: { click: () => void copy() } }, icon('share'));
}

/** Who wrote it and when. */
function byline(by: string, minutes: number, to?: string): HTMLElement {
  const { name, bio } = person(by);
  return h(
    'div',
    { class: 'byline' },
    h('span', { class: 'name', text: name }),
    to ? h('a', { class: 'when', href: to, text: ago(minutes) }) : h('span', { class: 'when', text: ago(minutes) }),
    bio && h('span', { class: 'bio', text: bio }),
  );
}

/** A post in the feed, or (`whole`) on its own page. */
export function postCard(post: Post, whole = false): HTMLElement {
  const to = href({ page: 'post', id: post.id });
  const first = post.comments[0];
  const facts = () => ({
    message: postFacts(post),
    after: post.comments.map((comment) => commentFacts(comment, post)),
    context: { surface: 'post' } as const,
  });
  const card: HTMLElement = h(
    'article',
    { class: 'card post' },
    h(
      'header',
      {},
      avatar(post.by),
      byline(post.by, minutesSince(post.ago), whole ? undefined : to),
      keepMenu(() => ({ ...facts(), element: card })),
    ),
    post.rich
      ? h('div', { class: 'words rich' }, post.rich.cloneNode(true))
      : h('p', { class: 'words', text: post.text }),
    post.scene && scene(post.scene, post.alt ?? ''),
    h(
      'footer',
      {},
      likeButton(post),
      h(
        'a',
        {
          class: 'act',
          href: to,
          'aria-label': `${t().reply} · ${fill(t().comments, { count: post.comments.length })}`,
        },
        icon('reply'),
        h('span', { text: number(post.comments.length) }),
      ),
      shareButton(post),
    ),
    !whole &&
      first &&
      h('a', { class: 'peek', href: to }, h('b', { text: person(first.by).name }), h('span', { text: first.text })),
  );
  return keepable(card, facts);
}

/** A reply under a post. */
export function commentRow(comment: Comment, post: Post): HTMLElement {
  const facts = () => ({
    message: commentFacts(comment, post),
    before: [postFacts(post)],
    context: { surface: 'comment', replyTo: post.id } as const,
  });
  const what = () => ({ ...facts(), element: row });
  const row: HTMLElement = h(
    'li',
    { class: 'comment' },
    avatar(comment.by, 's'),
    h(
      'div',
      {},
      byline(comment.by, minutesSince(comment.ago)),
      comment.folded === undefined
        ? h('p', { class: 'words', text: comment.text })
        : covered('words', comment.text, comment.folded),
    ),
    comment.by === 'me'
      ? keepMenu(what)
      : messageMenu(asIncoming(comment, { surface: 'comment', threadId: post.id, relation: 'mutual' }), what),
  );
  return keepable(row, facts);
}
