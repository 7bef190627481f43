"""Disguised copies of texts, of abusive and innocent ones alike: odd spelling itself must not become a sign of abuse."""

import random
import re

from pypinyin import Style, lazy_pinyin, pinyin_dict

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{4,}")
LEET = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "$", "t": "7"})


def homophones():
    """Common characters by their toneless syllable."""
    common = [chr(c) for c in range(0x4E00, 0x9FA5) if common_character(chr(c))]
    by_sound = {}
    for char in common:
        reading = lazy_pinyin(char, style=Style.NORMAL)[0]
        by_sound.setdefault(reading, []).append(char)
    return by_sound


def common_character(char):
    """Level one of GB 2312: the 3,755 most used characters."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7 and ord(char) in pinyin_dict.pinyin_dict


class Disguiser:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.by_sound = homophones()

    def __call__(self, text):
        han = len(HAN.findall(text))
        kinds = [self.homophone, self.spaced_han, self.invisible, self.pinyin] if han >= 4 else [self.leet, self.masked, self.invisible, self.stretched]
        return self.random.choice(kinds)(text)

    def some(self, text, pattern, change, share):
        return pattern.sub(lambda m: change(m.group()) if self.random.random() < share else m.group(), text)

    def homophone(self, text):
        def change(char):
            others = self.by_sound.get(lazy_pinyin(char, style=Style.NORMAL)[0], [char])
            return self.random.choice(others)

        return self.some(text, HAN, change, 0.35)

    def pinyin(self, text):
        return self.some(text, HAN, lambda c: lazy_pinyin(c, style=Style.NORMAL)[0], 0.25)

    def spaced_han(self, text):
        mark = self.random.choice([" ", "*", ".", "_", "/"])
        return self.some(text, HAN, lambda c: c + mark, 0.5)

    def invisible(self, text):
        return self.some(text, re.compile(r"\w"), lambda c: c + "\u200b", 0.3)

    def leet(self, text):
        return self.some(text, LATIN, lambda w: w.translate(LEET), 0.5)

    def masked(self, text):
        def change(word):
            at = self.random.randrange(1, len(word) - 1)
            return word[:at] + "*" + word[at + 1 :]

        return self.some(text, LATIN, change, 0.4)

    def stretched(self, text):
        def change(word):
            at = self.random.randrange(1, len(word))
            return word[:at] + word[at] * self.random.randrange(3, 6) + word[at + 1 :]

        return self.some(text, LATIN, change, 0.4)
