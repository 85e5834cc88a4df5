"""In: a handbook, a seed. Out: sets of queries with the documents or pages each should find, split by page into a development half,
on which constants may be chosen, and a test half, which is only measured.

| set | query | right is |
|---|---|---|
| aligned | 1–2 words of a clause, 2–6 characters, in at most 50 documents | every document that holds it, every page whose title does |
| unaligned | 3–5 characters cut from a clause anywhere, in at most 50 documents | every document that holds it, every page whose title does |
| two terms | two words of one clause, each in at most 1 document of 50, together in at most 8, in either order | that clause, and any with the same text |
| title + word | a short title and a word of one of its clauses | the page's clauses with the word |
| number | a title and the number of a clause in all spellings | that clause |
| titles | titles, short titles, abbreviations, aliases | the page, and any that bears the same name |
| pinyin | a short title in full, by initials, mixed, polyphones as they are read there | the page, and any that reads the same |
| questions | written by hand: `questions/NAME.tsv` | the clauses named there |
| absent | pairs of characters that stand nowhere | nothing, and it is said |
"""

import collections
import dataclasses
import hashlib
import pathlib
import random
import re

HAN = re.compile(r"[\u4e00-\u9fff]+")
PREFIX = re.compile(r"^中华人民共和国")
MOST = 50
DIGITS = "零一二三四五六七八九"


@dataclasses.dataclass
class Query:
    """A query; `right` are ids of documents or pages."""

    set: str
    text: str
    right: list


def half(page):
    """`dev` or `test`, by the page alone, so that no page is in both."""
    return "test" if hashlib.sha256(page.encode()).digest()[0] & 1 else "dev"


class Builder:
    """Builds the sets of one half; with the same seed the same."""

    def __init__(self, handbook, which, seed, size, questions=None):
        import jieba
        import pypinyin

        jieba.setLogLevel(60)
        self.words_of = lambda text: [w for w in jieba.cut(text, HMM=False) if HAN.fullmatch(w)]
        self.spell = lambda text: [s[0].replace("ü", "v") for s in pypinyin.pinyin(text, style=pypinyin.Style.NORMAL)]
        self.polyphone = lambda c: len(pypinyin.pinyin(c, style=pypinyin.Style.NORMAL, heteronym=True)[0]) > 1
        self.book, self.which, self.size, self.questions = handbook, which, size, questions
        self.seed = seed
        self.text = "\n".join(d.folded for d in handbook.documents)
        ends, total = [], 0
        for document in handbook.documents:
            total += len(document.folded) + 1
            ends.append(total)
        self.ends = ends
        # Clauses are sampled; what else holds the words is right too.
        self.clauses = [d for d in handbook.documents if d.kind == "regulation" and half(d.page) == which and len(d.folded) > 12]
        self.pages = sorted(page for page in handbook.titles if half(page) == which and handbook.kinds[page] != "quiz")

    def build(self):
        """Every set."""
        makers = [
            ("aligned", self.aligned), ("unaligned", self.unaligned), ("two terms", self.two_terms),
            ("title + word", self.title_word), ("number", self.numbers), ("titles", self.titles), ("pinyin", self.pinyin),
            ("absent", self.absent),
        ]
        out = []
        for name, make in makers:
            chance = random.Random(f"{self.seed} {self.which} {name}")
            seen = set()
            for text, right in make(chance):
                if text not in seen:
                    seen.add(text)
                    out.append(Query(name, text, sorted(right)))
                if len(seen) == (self.size if name not in ("absent",) else self.size // 4):
                    break
        return out + self.written()

    def holders(self, needle, most=MOST):
        """Documents that hold a string, or None where there are more than `most`."""
        import bisect

        found, at = [], self.text.find(needle)
        while at >= 0:
            n = bisect.bisect_right(self.ends, at)
            found.append(self.book.documents[n])
            if len(found) > most:
                return None
            at = self.text.find(needle, self.ends[n])
        return found

    def tries(self):
        return range(self.size * 60)

    def aligned(self, chance):
        for _ in self.tries():
            words = self.words_of(chance.choice(self.clauses).folded)
            if len(words) < 2:
                continue
            at = chance.randrange(len(words) - 1)
            text = words[at] + (words[at + 1] if chance.random() < 0.5 else "")
            found = 2 <= len(text) <= 6 and self.holders(text)
            if found:
                yield text, {d.id for d in found} | self.titled(text)

    def unaligned(self, chance):
        for _ in self.tries():
            run = chance.choice(HAN.findall(chance.choice(self.clauses).folded) or [""])
            length = chance.randint(3, 5)
            if len(run) < length:
                continue
            at = chance.randrange(len(run) - length + 1)
            text = run[at : at + length]
            found = self.holders(text)
            if found:
                yield text, {d.id for d in found} | self.titled(text)

    def titled(self, text):
        """Pages whose title or alias holds a string: they are documents too."""
        return {p for p, title in self.book.titles.items() if text in title or any(text in a for a in self.book.aliases[p])}

    def two_terms(self, chance):
        for _ in self.tries():
            clause = chance.choice(self.clauses)
            words = sorted({w for w in self.words_of(clause.folded) if 2 <= len(w) <= 4})
            if len(words) < 4:
                continue
            one, other = chance.sample(words, 2)
            if one in other or other in one:
                continue
            counts = [self.holders(w, max(MOST, len(self.book.documents) // 50)) for w in (one, other)]
            if None in counts:
                continue
            ids = {d.id for d in counts[0]}
            both = [d for d in counts[1] if d.id in ids]
            if 0 < len(both) <= 8:
                yield f"{one} {other}", {d.id for d in both if d.folded == clause.folded} | {clause.id}

    def short(self, page):
        return PREFIX.sub("", self.book.titles[page]).strip("《》")

    def title_word(self, chance):
        by_page = collections.defaultdict(list)
        for clause in self.clauses:
            by_page[clause.page].append(clause)
        same = collections.Counter(self.book.titles.values())
        for _ in self.tries():
            page = chance.choice(sorted(by_page))
            if same[self.book.titles[page]] > 1:
                continue
            words = [w for w in self.words_of(chance.choice(by_page[page]).folded) if 2 <= len(w) <= 4 and w not in self.book.titles[page]]
            if words:
                word = chance.choice(sorted(words))
                right = {d.id for d in self.book.documents if d.page == page and word in d.folded}
                yield f"{self.short(page)} {word}", right

    def numbers(self, chance):
        same = collections.Counter(self.book.titles.values())
        numbered = [d for d in self.clauses if re.fullmatch(r"第?[(（]?[零一二三四五六七八九十百0-9]+[)）]?条?", d.label)]
        by_label = collections.Counter((d.page, d.label) for d in self.book.documents)
        for _ in self.tries():
            clause = chance.choice(numbered)
            number = value(clause.label.strip("第条()（）"))
            if same[self.book.titles[clause.page]] > 1 or by_label[clause.page, clause.label] > 1 or not number:
                continue
            form = chance.choice(["{t}第{h}条", "{t}第{n}条", "{t} 第{h}条", "{t}{n}条", "{t} {n}"])
            yield form.format(t=self.short(clause.page), h=han(number), n=number), {clause.id}

    def named(self, name):
        """Pages whose short title, title or alias is `name`."""
        return {p for p in self.book.titles if name in (self.short(p), self.book.titles[p], *self.book.aliases[p])}

    def titles(self, chance):
        pages = self.pages[:]
        chance.shuffle(pages)
        pages.sort(key=lambda page: len(self.short(page)) > 3)
        for page in pages:
            title, short = self.book.titles[page], self.short(page)
            yield short, self.named(short)
            if title != short:
                yield title, self.named(title)
            abbreviation = self.abbreviation(short)
            if abbreviation:
                yield abbreviation, {p for p in self.book.titles if self.abbreviation(self.short(p)) == abbreviation}
            for alias in self.book.aliases[page]:
                yield alias, self.named(alias)

    def abbreviation(self, title):
        """The first character of each of two to four words and the last: 道路交通安全法 → 道交安法."""
        found = re.fullmatch(r"[\u4e00-\u9fff]{6,12}法", title)
        words = self.words_of(title[:-1]) if found else []
        return "".join(w[0] for w in words) + "法" if 2 <= len(words) <= 4 and all(len(w) > 1 for w in words) else ""

    def pinyin(self, chance):
        pages = [p for p in self.pages if re.fullmatch(r"[\u4e00-\u9fff]{3,14}", self.short(p))]
        spelled = {p: self.spell(self.short(p)) for p in self.book.titles if re.fullmatch(r"[\u4e00-\u9fff]{2,14}", self.short(p))}
        with_two = [p for p in pages if any(self.polyphone(c) for c in self.short(p))]
        for n in self.tries():
            page = chance.choice(with_two if n % 2 and with_two else pages)
            syllables = spelled[page]
            full = chance.randint(1, len(syllables) - 1)
            text, read = chance.choice([
                ("".join(syllables), lambda s: "".join(s)),
                ("".join(s[0] for s in syllables), lambda s: "".join(x[0] for x in s)),
                ("".join(syllables[:full]) + "".join(s[0] for s in syllables[full:]),
                 lambda s: "".join(s[:full]) + "".join(x[0] for x in s[full:])),
            ])
            if len(text) <= 30:
                yield text, {p for p, s in spelled.items() if read(s) == text}

    def absent(self, chance):
        # Characters that are in daily use, in pairs that stand nowhere.
        common = [c for c, n in collections.Counter(self.text).most_common(1500) if HAN.match(c)]
        names = "\n".join(self.book.titles.values()) + "\n".join(a for all_ in self.book.aliases.values() for a in all_)
        for _ in self.tries():
            word = "".join(chance.choice(common) for _ in range(chance.randint(2, 4)))
            if not any(word[i : i + 2] in self.text or word[i : i + 2] in names for i in range(len(word) - 1)):
                yield word, set()

    def written(self):
        if not self.questions or not pathlib.Path(self.questions).exists():
            return []
        out = []
        for line in pathlib.Path(self.questions).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, *right = line.split("\t")
                missing = [r for r in right if r not in self.book.by_id and r not in self.book.titles]
                assert not missing, f"{self.questions}: {text}: no such document: {missing}"
                if half(right[0].split("#")[0]) == self.which:
                    out.append(Query("questions", text, right))
        return out


def value(text):
    """The number 1–999 written in either script, else 0."""
    if text.isdigit():
        return int(text)
    return next((n for n in range(1, 1000) if han(n) == text), 0)


def han(n):
    """一 … 九百九十九, 十 for 一十."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    out = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (DIGITS[ones] if ones else "")
