// Texts by length and by script. All sentences are ours; what is compared is time, not what is found.

/** The lengths measured, in UTF-16 code units. */
export const LENGTHS = [10, 100, 1000, 10_000, 100_000];

const ORDINARY = {
  zh: [
    '今天下班路上又堵车了，到家已经快九点，饭都凉了。',
    '你这个想法挺有意思的，不过第二步我没看懂，能再讲讲吗？',
    '客服拖了三天才回，换货还要自己出运费，体验很差。',
    '周末去爬山吗？听说那边的枫叶已经红了一大半。',
    '他在会上被人骂是废物，回来哭了很久，我们都很心疼。',
    '这部片子前半段很闷，后面反转又太硬，评分虚高。',
  ],
  en: [
    'The train was late again and by the time I got home dinner was cold. ',
    'I like where this is going, but could you explain the second step once more? ',
    'Support took three days to answer and then asked me to pay for the return. ',
    'Shall we go hiking on Sunday? They say half the leaves have turned already. ',
    'Somebody called her an idiot in front of the whole class and she came home in tears. ',
    'The first half drags, the twist is forced, and the score it gets is far too high. ',
  ],
};

const SCRIPTS = {
  'simplified Chinese': ORDINARY.zh,
  'traditional Chinese': [
    '今天下班路上又塞車了，到家已經快九點，飯都涼了。',
    '你這個想法挺有意思，不過第二步我沒看懂，能再講一次嗎？',
    '客服拖了三天才回，換貨還要自己出運費，體驗很差。',
  ],
  English: ORDINARY.en,
  'Chinese with English': [
    '这个 bug 我 debug 了一下午，最后发现是 cache 没清。',
    '今晚 livestream 几点开始？我 setting 好提醒了。',
  ],
  pinyin: ['jintian xiaban lu shang you duche le', 'ni zhege xiangfa ting you yisi de, zai jiangjiang ba'],
  emoji: ['太好看了吧😍😍😍🎉🎉🎉 周末还要来👏👏', 'so proud of you 🥹🥹🎂🎈 see you tonight 💃🕺'],
  'full width and look-alikes': [
    'Ｓｅｅ ｙｏｕ ａｔ ｔｈｅ ｓｔａｔｉｏｎ',
    'Тhе wеаthеr is finе аnd wе аrе gоing оut',
  ],
  'digits and marks': ['w3 4re m33t1ng @ 1900, r00m 4-2!!! c u l8r', '3.14159 * 2 = 6.28318 ... ??? #42 (v1.2.3)'],
};

/** Text number `at` of `length` code units: sentences of ours, another one first each time. */
function text(sentences, at, length) {
  let made = '';
  for (let n = at; made.length < length; n += 1) made += sentences[n % sentences.length];
  // Not through the middle of a surrogate pair.
  return made.slice(0, length).replace(/[\ud800-\udbff]$/, '.');
}

const many = (count, make) => Array.from({ length: count }, (_, at) => make(at));

/** Sets by language and length: as many texts as take about as long together. */
export function byLength() {
  return Object.entries(ORDINARY).flatMap(([language, sentences]) =>
    LENGTHS.map((length) => ({
      name: String(length),
      language,
      texts: many(Math.max(1, Math.min(100, 20_000 / length)), (at) => text(sentences, at, length)),
    })),
  );
}

/** Sets by script, texts of 40 code units. */
export function byScript() {
  return Object.entries(SCRIPTS).map(([name, sentences]) => ({
    name,
    language: /[一-鿿]/.test(sentences[0]) || name === 'pinyin' ? 'zh' : 'en',
    texts: many(100, (at) => text(sentences, at, 40)),
  }));
}
