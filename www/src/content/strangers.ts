import type { Language } from '../i18n/index.js';

/** What strangers write in the demo, all invented: people who liked a post, people passing by, and a pile-on. */
export interface Strangers {
  /** A post of one's own that many people find. */
  post: string;
  names: string[];
  warm: string[];
  plain: string[];
  cruel: string[];
  friend: string[];
}

const zhCN: Strangers = {
  post: '给流浪猫搭的小窝，它们今晚住进去了。',
  names: [
    '风里有盐',
    '半糖去冰',
    '路过的云',
    '一颗蒜',
    '南边的窗',
    '晚睡冠军',
    '三块砖',
    '纸飞机',
    '小陈同学',
    '不吃香菜',
    '山前',
    '阿青',
    '今天也困',
    '海盐汽水',
    '慢慢来',
  ],
  warm: [
    '好可爱的小窝！',
    '看完心里暖暖的',
    '谢谢你照顾它们',
    '请问木板是多厚的？我也想做一个',
    '已经转给我妈看了，她说要学',
    '猫：这房子我熟',
    '愿意多发几张照片吗',
    '周末我也去搭一个',
    '这条动态治好了我的周一',
  ],
  plain: [
    '你好，请问这张照片可以用来做壁纸吗',
    '想问下你住哪个区，附近有没有救助站',
    '在吗，想请教一个问题',
    '你们还招志愿者吗',
  ],
  cruel: [
    '你真是个废物',
    '装什么好人，恶心',
    '你这种蠢货也配养猫',
    '没人喜欢你，滚吧',
    '丑八怪别出来吓人',
    '脑残东西，看见你就烦',
    '你就是个笑话，垃圾',
    '贱人装什么装',
    '你怎么不去死',
  ],
  friend: ['你还好吗？看到好多人在你那边说话', '别理他们，晚上一起吃饭', '小窝真好看！'],
};

const zhTW: Strangers = {
  post: '幫浪浪搭的小窩，牠們今晚住進去了。',
  names: [
    '風裡有鹽',
    '半糖去冰',
    '路過的雲',
    '一顆蒜頭',
    '南邊的窗',
    '晚睡冠軍',
    '三塊磚',
    '紙飛機',
    '小陳同學',
    '不吃香菜',
    '山前',
    '阿青',
    '今天也想睡',
    '海鹽汽水',
    '慢慢來',
  ],
  warm: [
    '小窩好可愛！',
    '看完心裡暖暖的',
    '謝謝你照顧牠們',
    '請問木板多厚？我也想做一個',
    '已經轉給我媽看了，她說要學',
    '貓：這間我熟',
    '可以多放幾張照片嗎',
    '週末我也去搭一個',
    '這篇治好了我的星期一',
  ],
  plain: [
    '你好，請問這張照片可以拿來當桌布嗎',
    '想問你住哪一區，附近有沒有救援站',
    '在嗎，想請教一個問題',
    '你們還缺志工嗎',
  ],
  cruel: [
    '你真是個廢物',
    '裝什麼好人，噁心',
    '你這種蠢貨也配養貓',
    '沒人喜歡你，滾吧',
    '醜八怪別出來嚇人',
    '腦殘東西，看到你就煩',
    '你就是個笑話，垃圾',
    '賤人裝什麼裝',
    '你怎麼不去死',
  ],
  friend: ['你還好嗎？看到好多人在你那邊講話', '別理他們，晚上一起吃飯', '小窩真好看！'],
};

const en: Strangers = {
  post: 'Built a little house for the stray cats. They moved in tonight.',
  names: [
    'salt in the wind',
    'half sugar',
    'passing cloud',
    'one clove',
    'south window',
    'late again',
    'three bricks',
    'paper plane',
    'june k.',
    'no coriander',
    'by the hill',
    'olive',
    'sleepy today',
    'sea soda',
    'slowly now',
  ],
  warm: [
    'What a lovely little house!',
    'This made my whole evening',
    'Thank you for looking after them',
    'How thick are the boards? I want to build one too',
    'Showed this to my mum, she is sold',
    'The cats chose well',
    'More pictures, please',
    'Building one this weekend',
    'This fixed my Monday',
  ],
  plain: [
    'Hi, may I use this picture as a wallpaper?',
    'Which part of town are you in? Is there a shelter nearby?',
    'Hello, could I ask you something?',
    'Do you still need volunteers?',
  ],
  cruel: [
    'You are a worthless idiot',
    'Nobody likes you, loser',
    'What a pathetic moron you are',
    'Shut up you stupid clown',
    'You are disgusting, ugly freak',
    'You are such a dumb piece of trash',
    'Everyone is laughing at you, you idiot',
    'Kill yourself',
    'You stupid bitch',
  ],
  friend: [
    'Are you all right? I saw a lot of people over at your post',
    'Ignore them. Dinner at ours tonight?',
    'The little house is great!',
  ],
};

/** The strangers of a language. */
export const strangersOf: Record<Language, Strangers> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
