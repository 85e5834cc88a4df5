"""In: `shouce export`. Out: its search documents: the 条 (else the top numbered clause) with all beneath it, a situation, a form, a
question's stem; and pages. Made from the model alone, so that it can judge the index."""

import dataclasses
import json
import re
import subprocess

TIAO = re.compile(r"^第[零〇一二三四五六七八九十百千0-9]+条(之[一二三四五六七八九十0-9]+)?$")
DIVISION = re.compile(r"^第[零〇一二三四五六七八九十百千0-9]+(编|部分|章|节)$|^(附件|附表|附录|附)")
BLANKS = re.compile(r"[^\S\n]+")


@dataclasses.dataclass
class Document:
    """What is ranked as one."""

    id: str
    page: str
    kind: str
    label: str
    text: str
    folded: str = ""

    def __post_init__(self):
        self.folded = BLANKS.sub("", self.text)


class Handbook:
    """Documents and pages of a handbook, and which document an address belongs to."""

    def __init__(self, model):
        self.titles = {page["id"]: page["title"] for page in model["pages"]}
        self.aliases = {page["id"]: page["aliases"] for page in model["pages"]}
        self.kinds = {page["id"]: page["kind"] for page in model["pages"]}
        self.urls = {page["id"]: page["url"].partition("#")[0] for page in model["pages"]}
        self.documents, self.owner = [], {}
        for page in model["pages"]:
            self.clauses(page)
        for script in model["scripts"]:
            for situation in script["situations"]:
                lines = [situation["title"], *situation["utterances"], *situation.get("banned", []), situation.get("text", "")]
                self.add(script["id"], "script", situation["anchor"], "", "\n".join(lines))
        for form in model["forms"]:
            self.add(form["id"], "form", "", "", "\n".join(row["text"] for row in form["rows"]))
        for question in model["questions"]:
            if not question["from_fact"]:
                anchor = "q-" + re.sub(r"[#.]", "-", question["id"])
                self.add(question["page"], "quiz", anchor, "", question["stem"])
        self.by_id = {document.id: document for document in self.documents}

    def add(self, page, kind, anchor, label, text):
        self.documents.append(Document(f"{page}#{anchor}" if anchor else page, page, kind, label, text))

    def clauses(self, page):
        """Clauses under the 条 or top clause they stand in; a division bears only its own line."""
        open_, grouped = [], {}
        for clause in page["clauses"]:
            path = clause["path"]
            while open_ and not (len(open_[-1][0]) < len(path) and path[: len(open_[-1][0])] == open_[-1][0]):
                open_.pop()
            label = clause["printed"].rstrip("、.．:： ")
            alone = not path or not open_ or TIAO.match(label) or DIVISION.match(label) or DIVISION.match(open_[-1][2])
            owner = clause["anchor"] if alone else open_[-1][1]
            if path:
                open_.append((path, owner, label))
            self.owner[f"{page['id']}#{clause['anchor']}"] = f"{page['id']}#{owner}"
            grouped.setdefault(owner, (label, []))[1].append(clause["text"])
            for paragraph in clause["paragraphs"]:
                self.owner[f"{page['id']}#{paragraph['anchor']}"] = f"{page['id']}#{owner}"
        for anchor, (label, texts) in grouped.items():
            self.add(page["id"], page["kind"], anchor, label, "\n".join(texts))

    def document_of(self, hit):
        """The document that a hit's id stands for; a row of a form is part of the form."""
        page = hit.partition("#")[0]
        return page if self.kinds.get(page) == "form" else self.owner.get(hit, hit)

    def listed(self, document):
        """Whether the model bears the whole text: of forms and pages of prose it does not."""
        return document in self.by_id and self.by_id[document].kind != "form"


def load(program, folder):
    """The handbook in `folder`."""
    out = subprocess.run([program, "export", "--format", "json", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return Handbook(json.loads(out.stdout))
